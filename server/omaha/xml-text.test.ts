import { expect, test } from 'vitest'
import { isXmlText, readAttribute, writeAttribute } from './xml-text.ts'

test.each([
  ['plain', 'plain'],
  ['', ''],
  ['a&amp;b &lt;&gt;&quot;&apos;', `a&b <>"'`],
  ['&#233;&#x1F600;&#xe9;', 'é😀é'],
  ['&amp;amp;', '&amp;'],
  ['a > b', 'a > b'],
])('decodes %j', (raw, text) => {
  expect(readAttribute(raw)).toBe(text)
})

test.each([
  'a & b',
  'a < b',
  '&nbsp;',
  '&foo;',
  '&amp',
  '&;',
  '&#;',
  '&#x;',
  '&#1;',
  '&#0;',
  '&#xD800;',
  '&#x110000;',
  '&#99999999999;',
  '&__proto__;',
  '&constructor;',
])('rejects %j', (raw) => {
  expect(readAttribute(raw)).toBeNull()
})

test('escapes markup and replaces characters that XML forbids', () => {
  expect(writeAttribute(`<a href="x">'&'</a>\t\r\n`)).toBe(
    '&lt;a href=&#34;x&#34;&gt;&#39;&amp;&#39;&lt;/a&gt;&#x9;&#xD;&#xA;',
  )
  expect(writeAttribute('é😀')).toBe('é😀')
  expect(writeAttribute('\u0001\uD800\uFFFE')).toBe('\uFFFD\uFFFD\uFFFD')
})

test('decodes what it encoded', () => {
  const text = `any "text" & <more> 'of' it\n`
  expect(readAttribute(writeAttribute(text))).toBe(text)
})

test('XML text has no control characters except white space', () => {
  expect(isXmlText('a\t\r\nb😀')).toBe(true)
  expect(isXmlText('a\u0000')).toBe(false)
  expect(isXmlText('\u001B[31m')).toBe(false)
})
