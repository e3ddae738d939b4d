import { MINUTE_MS } from '#contract/time-units.ts'

const LONGEST_READ_MS = MINUTE_MS

/**
 * Hands a file to the browser, which asks or puts it where downloads go.
 * @param name with its ending
 * @param type such as "text/csv"; text is UTF-8
 */
export function downloadFile(name: string, type: string, parts: readonly BlobPart[]): void {
  const url = URL.createObjectURL(new Blob([...parts], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Some browsers begin to read only after the click.
  setTimeout(() => URL.revokeObjectURL(url), LONGEST_READ_MS)
}
