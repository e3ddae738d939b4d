/** Characters that are written from right to left, or that turn the direction of what follows them. */
const TURNS_DIRECTION =
  /[\u0590-\u08FF\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFB1D-\uFDFF\uFE70-\uFEFC]/
const ISOLATES = /[\u2066-\u2069]/g

/**
 * A user's text within a sentence that is one string, such as a title or a label: isolated, so that it can't turn the
 * words around it, as `<bdi>` does on a page. Text that turns nothing stays as it is.
 */
export const isolateText = (text: string): string =>
  TURNS_DIRECTION.test(text) ? `\u2068${text.replaceAll(ISOLATES, '')}\u2069` : text
