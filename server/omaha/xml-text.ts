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

/** Whether every character may stand in an XML document; most control characters may not, however written. */
export const isXmlText = (text: string): boolean => !NOT_XML.test(text)

/**
 * The text of an attribute, its character references resolved: the five that XML names, and by number. Null
 * for any other reference, which only a document type declaration could explain, and for "&" or "<" by itself.
 */
export function readAttribute(written: string): string | null {
  if (/<|&(?!#\d+;|#x[\da-f]+;|\w+;)/i.test(written)) return null
  let isValid = true
  const text = written.replace(/&(#x?)?(\w+);/gi, (_, numeric: string | undefined, name: string) => {
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

/** For between double quotes; a character that XML can't carry becomes the one that stands for such. */
export const writeAttribute = (text: string): string =>
  text.replace(TO_ESCAPE, (character) => ESCAPED[character] ?? '\uFFFD')
