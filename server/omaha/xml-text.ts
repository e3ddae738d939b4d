const NAMED = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])
const ESCAPED: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
}
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u

/** Whether XML allows every character; it forbids most control characters, even as references. */
export const isXmlText = (text: string): boolean => !NOT_XML.test(text)

/**
 * The text of an attribute with its references decoded: XML's five named ones and numeric ones. Null for any other
 * reference, which would need a document type declaration, and for a bare "&" or "<".
 */
export function readAttribute(raw: string): string | null {
  if (/<|&(?!#\d+;|#x[\da-f]+;|\w+;)/i.test(raw)) return null
  let isValid = true
  const text = raw.replace(/&(#x?)?(\w+);/gi, (_, numeric: string | undefined, name: string) => {
    const character = numeric ? fromNumber(parseInt(name, numeric === '#' ? 10 : 16)) : NAMED.get(name)
    isValid &&= character !== undefined
    return character ?? ''
  })
  return isValid ? text : null
}

function fromNumber(codePoint: number): string | undefined {
  if (!(codePoint <= 0x10ffff)) return undefined
  const character = String.fromCodePoint(codePoint)
  return isXmlText(character) ? character : undefined
}

const TO_ESCAPE = new RegExp(`[&<>"'\t\n\r]|${NOT_XML.source}`, 'gu')

/** For a double-quoted attribute; a character that XML forbids becomes U+FFFD. */
export const writeAttribute = (text: string): string =>
  text.replace(TO_ESCAPE, (character) => ESCAPED[character] ?? '\uFFFD')
