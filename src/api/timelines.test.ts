import { expect, test } from 'vitest'
import { HOUR_MS } from '#contract/time-units.ts'
import { cutTimeline } from './timelines.ts'

const wire = {
  '2026-08-06T12:00:00Z': { '1.0.0': 1 },
  '2026-08-03T12:00:00Z': { '1.0.0': 2 },
  '2026-07-31T12:00:00Z': { '1.0.0': 3 },
}

test('the end of a timeline begins with the last point before it', () => {
  expect(cutTimeline(wire, 80 * HOUR_MS)).toEqual({
    '2026-07-31T12:00:00Z': { '1.0.0': 3 },
    '2026-08-03T12:00:00Z': { '1.0.0': 2 },
    '2026-08-06T12:00:00Z': { '1.0.0': 1 },
  })
  expect(Object.keys(cutTimeline(wire, HOUR_MS))).toEqual(['2026-08-03T12:00:00Z', '2026-08-06T12:00:00Z'])
})

test('a timeline that is shorter than its end stays whole', () => {
  expect(cutTimeline(wire, 1000 * HOUR_MS)).toEqual(wire)
  expect(cutTimeline({}, HOUR_MS)).toEqual({})
})
