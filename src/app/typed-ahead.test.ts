import { expect, test } from 'vitest'
import { typeKey } from './typed-ahead.ts'

const NONE = { ctrlKey: false, metaKey: false, altKey: false }

test('letters add up, and Backspace takes the last one away', () => {
  const keys = ['c', 'ä', 'x', 'Backspace', ' ', 'n']
  expect(keys.reduce((text, key) => typeKey(text, { ...NONE, key }) ?? text, '')).toBe('cä n')
  expect(typeKey('', { ...NONE, key: 'Backspace' })).toBe('')
})

test('keys that type nothing, and shortcuts, are left to others', () => {
  for (const key of ['Shift', 'Escape', 'Enter', 'ArrowDown', 'F5'])
    expect(typeKey('a', { ...NONE, key })).toBeNull()
  expect(typeKey('a', { ...NONE, key: 'k', ctrlKey: true })).toBeNull()
  expect(typeKey('a', { ...NONE, key: 'r', metaKey: true })).toBeNull()
})
