import { expect, test } from 'vitest'
import { hasShapeOf } from './drafts.ts'

const SAMPLE = { name: 'Kiosk', limit: { unlimited: false, nodes: '5' }, channel: null, files: ['a'] }

test('a draft of the same fields and types is taken, whatever its values', () => {
  expect(hasShapeOf(SAMPLE, { ...SAMPLE, name: '', channel: 'stable', files: [] })).toBe(true)
  expect(hasShapeOf({ ...SAMPLE, channel: 'stable' }, SAMPLE)).toBe(true)
})

test.each([
  ['nothing', undefined],
  ['a text', 'Kiosk'],
  ['one without a field', { ...SAMPLE, limit: { unlimited: false } }],
  ['one with a field of another type', { ...SAMPLE, name: 5 }],
  ['one with an object for a list', { ...SAMPLE, files: {} }],
])('%s is no draft of the form', (_, value) => expect(hasShapeOf(SAMPLE, value)).toBe(false))
