import { expect, test } from 'vitest'
import { baseErrorCode } from './error-code.ts'

test.each([
  ['9', '9'],
  [String(2 ** 28 + 9), '9'],
  [String(2 ** 31 + 9 - 2 ** 32), '9'],
  ['2500', '2500'],
  ['0', '0'],
])('%s without its flags is %s', (sent, code) => {
  expect(baseErrorCode(sent)).toBe(code)
})

test.each(['', 'disk full', '4294967296', '-2147483649', '1.5'])(
  '“%s” is no such number, and stays',
  (text) => {
    expect(baseErrorCode(text)).toBe(text)
  },
)
