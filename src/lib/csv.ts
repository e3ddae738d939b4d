import papaparse from 'papaparse'

/** What a spreadsheet would run as a formula, by OWASP's advice on CSV injection. */
const FORMULA = /^[=+\-@\t\r\n]/

/**
 * A table as CSV by RFC 4180, with CRLF after every line. A text that a spreadsheet would take for a formula gets a
 * quote before it; numbers stay as they are, null and undefined are empty. Import this module when something is
 * to be written, not before: it brings a library.
 * @param header empty to go on with a table whose first lines are written already
 */
export function toCsv(header: readonly string[], rows: Iterable<readonly unknown[]>): string {
  const lines = [...(header.length > 0 ? [header] : []), ...rows].map((row) => [...row])
  if (lines.length === 0) return ''
  return `${papaparse.unparse(lines, { newline: LINE_END, escapeFormulae: FORMULA, header: false })}${LINE_END}`
}

const LINE_END = '\r\n'
