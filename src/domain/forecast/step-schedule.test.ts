import { expect, test } from 'vitest'
import { createRandom } from '#contract/random.ts'
import { forParts, StepSchedule } from './step-schedule.ts'

function partsOf(nodes: number): number[] {
  const parts: number[] = []
  forParts(nodes, 10, (part) => parts.push(part))
  return parts
}

test('few nodes are visited one by one, and many in a fixed number of parts', () => {
  expect(partsOf(3)).toEqual([1, 1, 1])
  expect(partsOf(100_000)).toHaveLength(10)
  expect(partsOf(105).reduce((sum, part) => sum + part, 0)).toBe(105)
})

test('nodes are spread over steps, and those past the end are dropped', () => {
  const schedule = new StepSchedule(10)
  schedule.add(3.7, 5)
  schedule.add(10, 5)
  expect(schedule.at(3)).toBe(5)
  expect(schedule.at(10)).toBe(0)
  schedule.spread(20, (place) => place * 10, createRandom('spread'), 36)
  const total = Array.from({ length: 10 }, (_, step) => schedule.at(step)).reduce((sum, nodes) => sum + nodes)
  expect(total).toBe(25)
})
