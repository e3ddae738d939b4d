import { expect, test } from 'vitest'
import { hoursOfTimeline, rolloutPace, hoursOfRollout } from './rollout-pace.ts'
import { rolloutFixture } from '#src/domain/testing/rollout-fixture.ts'

const hour = (from: string, until: string, granted: number, completed: number, failed: number) => ({
  from_ts: `2026-03-04T${from}:00Z`,
  until_ts: `2026-03-04T${until}:00Z`,
  granted,
  completed,
  failed,
})

const at = (time: string) => Date.parse(`2026-03-04T${time}:00Z`)

test('the pace comes from full hours, and the totals from all', () => {
  const hours = [
    hour('10:00', '11:00', 9, 4, 1),
    hour('11:00', '12:00', 3, 8, 0),
    hour('12:00', '12:20', 5, 2, 1),
  ]
  expect(rolloutPace(hoursOfRollout(rolloutFixture({ hours })), 0)).toEqual({
    lastHour: 8,
    hourlyAverage: 6,
    fullHours: 2,
    granted: 17,
    completed: 14,
    failed: 2,
  })
})

test('the hour in which the rollout started is not a full one', () => {
  const hours = [hour('10:00', '11:00', 9, 4, 1), hour('11:00', '12:00', 3, 8, 0)]
  expect(
    rolloutPace(hoursOfRollout(rolloutFixture({ hours })), Date.parse('2026-03-04T10:40:00Z')),
  ).toMatchObject({
    hourlyAverage: 8,
    completed: 12,
  })
})

test('there is no pace before a full hour has passed', () => {
  const hours = [hour('12:00', '12:20', 5, 2, 1)]
  expect(rolloutPace(hoursOfRollout(rolloutFixture({ hours })), 0)).toMatchObject({
    lastHour: null,
    hourlyAverage: null,
    granted: 5,
  })
})

test('half-hour points of a status timeline add up to hours of the target alone, from its first report on', () => {
  const wire = {
    '2026-03-04T08:00:00Z': {},
    '2026-03-04T09:00:00Z': {},
    '2026-03-04T10:00:00Z': { '4': { '1.0.0': 100 } },
    '2026-03-04T10:30:00Z': { '2': { '2.0.0': 3, '1.0.0': 50 }, '4': { '2.0.0': 1 } },
    '2026-03-04T11:00:00Z': { '3': { '2.0.0': 2 }, '4': { '2.0.0': 4 } },
    '2026-03-04T11:30:00Z': { '4': {} },
    '2026-03-04T12:00:00Z': { '4': { '2.0.0': 7 } },
  }
  expect(hoursOfTimeline(wire, '2.0.0')).toEqual([
    { from: at('10:00'), until: at('11:00'), granted: 3, completed: 5, failed: 2 },
    { from: at('11:00'), until: at('12:00'), granted: 0, completed: 7, failed: 0 },
  ])
})
