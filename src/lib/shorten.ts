/** The text in at most this many UTF-16 units, with an ellipsis where something is cut off. */
export const shorten = (text: string, maxLength: number): string =>
  text.length <= maxLength ? text : `${text.slice(0, maxLength - 1)}…`
