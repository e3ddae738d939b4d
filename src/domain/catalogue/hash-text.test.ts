import { expect, test } from 'vitest'
import { base64OfHash, SHA1_BYTES, SHA256_BYTES } from './hash-text.ts'

// `printf abc | sha1sum`, and the same in base64.
const SHA1 = { hex: 'a9993e364706816aba3e25717850c26c9cd0d89d', base64: 'qZk+NkcGgWq6PiVxeFDCbJzQ2J0=' }

test('hexadecimal digits become base64, in any letter case and with blanks around them', () => {
  for (const typed of [SHA1.hex, SHA1.hex.toUpperCase(), ` ${SHA1.hex}\n`])
    expect(base64OfHash(typed, SHA1_BYTES)).toBe(SHA1.base64)
})

test('anything else stays as it is', () => {
  for (const text of ['', SHA1.base64, SHA1.hex.slice(1), 'zzz'])
    expect(base64OfHash(text, SHA1_BYTES)).toBe(text)
  expect(base64OfHash(SHA1.hex, SHA256_BYTES)).toBe(SHA1.hex)
})
