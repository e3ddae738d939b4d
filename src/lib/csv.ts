import papaparse from 'papaparse'

/**
 * Text that a spreadsheet may run as a formula (OWASP, CSV injection): some skip blanks before it, and some take the
 * full-width forms of the signs for the signs.
 */
const FORMULA = /^(?:[\t\r\n]|[\s\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20])/u

/**
 * A table as CSV (RFC 4180) with CRLF after every line. Text that a spreadsheet would run as a formula is prefixed with a
 * quote; numbers stay as they are, null and undefined are empty. Import this module lazily, since it loads a library.
 * @param header empty to continue a table whose first lines are written already
 */
export function toCsv(header: readonly string[], rows: Iterable<readonly unknown[]>): string {
  const lines = [...(header.length > 0 ? [header] : []), ...rows].map((row) => [...row])
  if (lines.length === 0) return ''
  return `${papaparse.unparse(lines, { newline: LINE_END, escapeFormulae: FORMULA, header: false })}${LINE_END}`
}

const LINE_END = '\r\n'
