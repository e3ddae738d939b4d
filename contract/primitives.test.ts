import { describe, expect, test } from 'vitest'
import { text, timestamp, uuid } from './primitives.ts'

const problems = (value: unknown, max?: number, min?: number) =>
  text('name', max, min)
    .safeParse(value)
    .error?.issues.map(({ message }) => message)

describe('text', () => {
  test('counts characters as PostgreSQL does, so that an emoji is one', () => {
    expect(problems('😀'.repeat(3), 3)).toBeUndefined()
    expect(problems('😀'.repeat(4), 3)).toEqual(['name can have at most 3 characters'])
  })
  test('names the field in its errors', () => {
    expect(problems(undefined)).toEqual(['name is missing'])
    expect(problems(5)).toEqual(['name must be text'])
    expect(problems('', 10, 1)).toEqual(['name must not be empty'])
    expect(problems('a\0b')).toEqual(['name must not contain the character NUL'])
  })
  test('has no maximum length by default', () => {
    expect(problems('x'.repeat(100_000))).toBeUndefined()
  })
})

test('a time has an offset, and may have microseconds', () => {
  for (const time of ['2026-08-06T14:30:18.123456+02:00', '2026-08-06T14:30:18Z', '0001-01-01T00:00:00Z'])
    expect(timestamp.safeParse(time).success).toBe(true)
  for (const time of ['2026-08-06T14:30:18', '2026-08-06', 'yesterday'])
    expect(timestamp.safeParse(time).success).toBe(false)
})

test('an id may be any UUID, including the nil UUID', () => {
  expect(uuid.safeParse('00000000-0000-0000-0000-000000000000').success).toBe(true)
  expect(uuid.safeParse('nonsense').success).toBe(false)
})
