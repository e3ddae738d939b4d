import { expect, test } from 'vitest'
import { randomUuid } from './random-uuid.ts'

test('every UUID is of version 4 and different', () => {
  const made = Array.from({ length: 100 }, randomUuid)
  expect(new Set(made).size).toBe(100)
  for (const id of made)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
