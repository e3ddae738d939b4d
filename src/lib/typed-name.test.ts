import { expect, test } from 'vitest'
import { isTypedName } from './typed-name.ts'

test('a name is typed letter by letter', () => {
  expect(isTypedName('Stable', 'Stable')).toBe(true)
  expect(isTypedName(' Stable ', 'Stable')).toBe(true)
  for (const other of ['stable', 'Stabl', '', 'elbatS']) expect(isTypedName(other, 'Stable')).toBe(false)
})

test('what nobody sees need not be typed, and does not make another name the same', () => {
  expect(isTypedName('rack7', 'rack\u202E7')).toBe(true)
  expect(isTypedName('7kcar', 'rack\u202E7')).toBe(false)
  expect(isTypedName('Zu\u0308rich', 'Z\u00FCrich')).toBe(true)
})

test('an empty text is no name, even one that cannot be seen', () => {
  expect(isTypedName('', '\u202E')).toBe(false)
  expect(isTypedName(' ', '\u202E')).toBe(true)
})
