import { expect, test } from 'vitest'
import { soakTime } from './soak-time.ts'

const at = (hour: number) => `2026-03-04T${String(hour).padStart(2, '0')}:00:00Z`
const ms = (hour: number) => Date.parse(at(hour))
const line = (...points: [old: number, done: number][]) =>
  Object.fromEntries(points.map(([old, done], hour) => [at(hour), { '1.0.0': old, '2.0.0': done }]))

test('the soak counts from the first point at which enough nodes run the version', () => {
  const timeline = line([10, 0], [5, 5], [1, 9], [0, 10])
  expect(soakTime([timeline], '2.0.0', 0.9)).toEqual({ kind: 'reached', since: ms(2), atLeast: false })
})

test('the soak restarts when the share falls below the threshold', () => {
  const timeline = line([0, 10], [5, 5], [0, 10])
  expect(soakTime([timeline], '2.0.0', 0.9)).toEqual({ kind: 'reached', since: ms(2), atLeast: false })
})

test('a soak since the start of the timeline may be longer', () => {
  expect(soakTime([line([0, 10], [0, 10])], '2.0.0', 0.9)).toEqual({
    kind: 'reached',
    since: ms(0),
    atLeast: true,
  })
})

test('the nodes of all groups count, including newer versions', () => {
  const newer = { [at(0)]: { '3.0.0': 0 }, [at(1)]: { '3.0.0': 90 } }
  expect(soakTime([line([10, 0], [10, 0]), newer], '2.0.0', 0.9)).toEqual({
    kind: 'reached',
    since: ms(1),
    atLeast: false,
  })
})

test('the soak is not reached without enough nodes now', () => {
  expect(soakTime([line([0, 10], [2, 8])], '2.0.0', 0.9)).toEqual({ kind: 'not-reached' })
  expect(soakTime([line([0, 0])], '2.0.0', 0.9)).toEqual({ kind: 'not-reached' })
  expect(soakTime([], '2.0.0', 0.9)).toEqual({ kind: 'not-reached' })
})
