import { MINUTE_MS } from '#contract/time-units.ts'

/** Some browsers read the file only after the click. */
const MAX_READ_MS = MINUTE_MS

/**
 * Downloads a file that was created in the browser.
 * @param name with its extension
 * @param type a MIME type such as "text/csv"; text is encoded as UTF-8
 */
export function downloadFile(name: string, type: string, parts: readonly BlobPart[]): void {
  const url = URL.createObjectURL(new Blob([...parts], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), MAX_READ_MS)
}

// Without it, some spreadsheets show umlauts as other letters.
const BYTE_ORDER_MARK = '\uFEFF'

/** Downloads the parts of a CSV file, which begins with a byte order mark. @param name with its extension */
export function downloadCsv(name: string, parts: readonly string[]): void {
  downloadFile(name, 'text/csv;charset=utf-8', [BYTE_ORDER_MARK, ...parts])
}
