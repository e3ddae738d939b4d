import { expect, test } from 'vitest'
import { benjaminiHochberg, fisherExact, wilsonInterval } from './statistics.ts'

test.each([
  // E. B. Wilson's interval as R's prop.test(…, correct = FALSE) and textbooks have it.
  [5, 10, 0.2366, 0.7634],
  [0, 10, 0, 0.2775],
  [10, 10, 0.7225, 1],
  [81, 263, 0.2553, 0.3662],
])('the interval of %i of %i is from %f to %f', (hits, of, low, high) => {
  const interval = wilsonInterval(hits, of)
  expect(interval.low).toBeCloseTo(low, 4)
  expect(interval.high).toBeCloseTo(high, 4)
})

test('the interval of nothing is everything', () => {
  expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 })
})

test.each([
  // Fisher's tea: 3 and 4 of 4 cups right.
  [{ hits: 3, drawn: 4, marked: 4, all: 8 }, 17 / 70],
  [{ hits: 4, drawn: 4, marked: 4, all: 8 }, 1 / 70],
  [{ hits: 0, drawn: 4, marked: 4, all: 8 }, 1],
  // By counting: of C(20, 5) = 15504 draws, C(8, 5) = 56 have five of the eight.
  [{ hits: 5, drawn: 5, marked: 8, all: 20 }, 56 / 15504],
])('%o has the known probability', (table, probability) => {
  expect(fisherExact(table)).toBeCloseTo(probability, 10)
})

test('of many tests, those that chance explains are not significant', () => {
  // The example of Benjamini and Hochberg (1995), section 3.2: the first four of fifteen at 0.05.
  const values = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
    0.759, 1,
  ]
  expect(benjaminiHochberg(values, 15, 0.05)).toBe(0.0095)
  expect(benjaminiHochberg([0.04], 15, 0.05)).toBeNull()
  expect(benjaminiHochberg([], 15, 0.05)).toBeNull()
})
