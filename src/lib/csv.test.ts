import { expect, test } from 'vitest'
import { toCsv } from '#src/lib/csv.ts'

test('a table has a line for its header and one for each row', () => {
  expect(
    toCsv(
      ['Version', 'Nodes'],
      [
        ['1.0.0', 3],
        ['2.0.0', 0],
      ],
    ),
  ).toBe('Version,Nodes\r\n1.0.0,3\r\n2.0.0,0\r\n')
})

test('a table can be written in pieces', () => {
  expect(toCsv(['Node'], []) + toCsv([], [['a']]) + toCsv([], [])).toBe('Node\r\na\r\n')
})

test('commas, quotes and line breaks stay within their cell', () => {
  expect(toCsv([], [['a,b', 'say "hello"', 'two\nlines', ' spaced ']])).toBe(
    '"a,b","say ""hello""","two\nlines"," spaced "\r\n',
  )
})

test('no spreadsheet runs a text as a formula', () => {
  const texts = [
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\tx',
    '\r=1',
    '\n=1',
    ' =1+1',
    '  @x',
    '\u00a0=1',
    '\u200b=1',
  ]
  for (const text of [...texts, '\uff1d1+1', '\uff0b1', '\uff0d1', '\uff20x', ' \uff1d1', '\ufeff=1']) {
    expect(toCsv([], [[text, 'b']])).toBe(`"'${text}",b\r\n`)
  }
  expect(toCsv(['=header'], [])).toBe(`"'=header"\r\n`)
})

test('numbers stay as they are, and missing values are empty', () => {
  expect(toCsv([], [[-1.5, null, undefined, '', false]])).toBe('-1.5,,,,false\r\n')
})
