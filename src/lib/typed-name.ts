/** Controls of text direction, which nobody types and nobody sees. */
const DIRECTION_CONTROLS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu

const comparable = (text: string) => text.replaceAll(DIRECTION_CONTROLS, '').normalize('NFC').trim()

/** Whether a typed text is that name, apart from what can't be seen: blanks at the ends and controls of direction. */
export const isTypedName = (typed: string, name: string): boolean =>
  comparable(typed) === comparable(name) && (comparable(name) !== '' || typed !== '')
