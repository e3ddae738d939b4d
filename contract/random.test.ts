import { expect, test } from 'vitest'
import { createRandom } from './random.ts'

const drawn = (seed: string) => {
  const random = createRandom(seed)
  return Array.from({ length: 1000 }, () => random.next())
}

test('the same seed gives the same numbers, and another seed others', () => {
  expect(drawn('1')).toEqual(drawn('1'))
  expect(drawn('1')).not.toEqual(drawn('2'))
})

test('numbers are uniform from 0 to below 1', () => {
  const numbers = drawn('even')
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...numbers)).toBeLessThan(1)
  for (const tenth of Array.from({ length: 10 }, (_, i) => i / 10)) {
    const share = numbers.filter((number) => number >= tenth && number < tenth + 0.1).length
    expect(share).toBeGreaterThan(60)
    expect(share).toBeLessThan(140)
  }
})

test('each value is picked as often as its weight', () => {
  const random = createRandom('weights')
  const picked = Array.from({ length: 1000 }, () =>
    random.pickWeighted([
      [9, 'often'],
      [1, 'seldom'],
      [0, 'never'],
    ]),
  )
  expect(picked.filter((value) => value === 'often').length).toBeGreaterThan(850)
  expect(picked).toContain('seldom')
  expect(picked).not.toContain('never')
})

test('a range of integers includes both ends', () => {
  const random = createRandom('dice')
  const thrown = new Set(Array.from({ length: 200 }, () => random.integer(1, 6)))
  expect([...thrown].toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6])
})

test('ids are distinct UUIDs', () => {
  const random = createRandom('ids')
  const [first, second] = [random.uuid(), random.uuid()]
  expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(first).not.toBe(second)
})
