import { expect, test } from 'vitest'
import { createRandom } from '#contract/random.ts'
import { TimeQueue } from './time-queue.ts'

function takeAll<T>(queue: TimeQueue<T>, now: number): T[] {
  const due = queue.takeDue(now)
  return due === undefined ? [] : [due.value, ...takeAll(queue, now)]
}

test('returns due entries, earliest first', () => {
  const random = createRandom('queue')
  const times = Array.from({ length: 500 }, () => random.integer(0, 100))
  const queue = new TimeQueue<number>()
  for (const time of times) queue.add(time, time)
  expect(takeAll(queue, 50)).toEqual(times.filter((time) => time <= 50).toSorted((a, b) => a - b))
  expect(takeAll(queue, 100)).toEqual(times.filter((time) => time > 50).toSorted((a, b) => a - b))
})

test('keeps the insertion order of entries that are due at the same time', () => {
  const queue = new TimeQueue<string>()
  for (const name of ['a', 'b', 'c', 'd']) queue.add(1, name)
  expect(takeAll(queue, 1)).toEqual(['a', 'b', 'c', 'd'])
})

test('returns no entry before it is due', () => {
  const queue = new TimeQueue<string>()
  queue.add(10, 'later')
  expect(queue.takeDue(9)).toBeUndefined()
  expect(queue.takeDue(10)).toMatchObject({ at: 10, value: 'later' })
})
