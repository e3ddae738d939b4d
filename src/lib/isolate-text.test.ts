import { expect, test } from 'vitest'
import { isolateText } from './isolate-text.ts'

test('a text that turns the direction is isolated, and can’t end its isolation', () => {
  expect(isolateText('safe\u202Eelbatsnu')).toBe('\u2068safe\u202Eelbatsnu\u2069')
  expect(isolateText('a\u2069\u202Eb')).toBe('\u2068a\u202Eb\u2069')
  expect(isolateText('קבוצה')).toBe('\u2068קבוצה\u2069')
})

test('any other text stays as it is', () => {
  for (const text of ['', 'Stable (AMD64)', 'größer → 4459.2.0', '日本']) expect(isolateText(text)).toBe(text)
})
