import { HOUR_MS } from '#contract/time-units.ts'
import { describe, expect, test } from 'vitest'
import { forecastRollout } from './forecast-rollout.ts'
import type { RolloutSnapshot } from '#src/domain/rollout/rollout-snapshot.ts'
import { rolloutSnapshotFixture as snapshot } from '#src/domain/testing/rollout-snapshot-fixture.ts'

const wednesdayNoon = Date.parse('2026-03-04T12:00:00Z')

/** The forecast with its times in hours from now. */
function rangeOf(snapshot: RolloutSnapshot, now = wednesdayNoon) {
  const found = forecastRollout(snapshot, now)
  if (found.kind !== 'range') throw new Error(`The forecast is ${found.kind}, not a range.`)
  const hours = (time: number | null) => (time === null ? null : (time - now) / HOUR_MS)
  return {
    ...found,
    at: found.at.map(({ share, earliest, latest }) => ({
      share,
      earliest: hours(earliest),
      latest: hours(latest),
    })),
  }
}

describe('a rollout will not continue', () => {
  test.each([
    ['without a package', snapshot({ target: null }), 'no-package'],
    ['without nodes', snapshot({ nodes: 0 }), 'no-nodes'],
    ['with updates off', snapshot({}, { policy_updates_enabled: false }), 'updates-off'],
    [
      'with office hours in no time zone',
      snapshot({}, { policy_office_hours: true, policy_timezone: '' }),
      'no-time-zone',
    ],
    [
      'with office hours in an unknown time zone',
      snapshot({}, { policy_office_hours: true, policy_timezone: 'Mars/Olympus' }),
      'unknown-time-zone',
    ],
    [
      'when safe mode trips at the next check-in',
      snapshot({ timedOut: 20 }, { policy_safe_mode: true }),
      'safe-mode-trips',
    ],
  ])('%s', (_, snapshot, reason) => {
    expect(forecastRollout(snapshot, wednesdayNoon)).toEqual({ kind: 'never', reason })
  })
})

test('a rollout is done when every node runs the target', () => {
  expect(forecastRollout(snapshot({ done: 1000 }), wednesdayNoon)).toEqual({ kind: 'done' })
})

test('an interval that only the server can read makes the forecast unknown', () => {
  expect(forecastRollout(snapshot({}, { policy_period_interval: '1 mon' }), wednesdayNoon).kind).toBe(
    'unknown',
  )
})

test('the limit sets the pace: 20 per 15 minutes is 80 an hour', () => {
  const { at, limitedBy } = rangeOf(snapshot())
  expect(limitedBy).toBe('limit')
  const [half] = at
  expect(half?.earliest).toBeGreaterThan(5.5)
  expect(half?.earliest).toBeLessThan(6.5)
  expect(half?.latest).toBeLessThan(8.5)
})

test('without a limit, check-ins and updates set the pace', () => {
  const { at } = rangeOf(snapshot({}, { policy_max_updates_per_period: 999_999 }))
  expect(at[1]?.earliest).toBeGreaterThan(0.6)
  expect(at[1]?.latest).toBeLessThan(1.6)
})

test('office hours exclude nights and weekends', () => {
  const policy = { policy_office_hours: true, policy_timezone: 'UTC' }
  const [half, most] = rangeOf(snapshot({}, policy)).at
  // Five hours are left on Wednesday, and eight on each day that follows.
  expect(half?.earliest).toBeGreaterThan(21)
  expect(half?.latest).toBeLessThan(25)
  expect(most?.earliest).toBeGreaterThan(24)
  expect(rangeOf(snapshot({}, policy), Date.parse('2026-03-06T16:30:00Z')).at[0]?.earliest).toBeGreaterThan(
    64,
  )
})

test('safe mode’s first node delays the rest', () => {
  const unlimited = { policy_max_updates_per_period: 999_999 }
  const [at] = rangeOf(snapshot({ endedAtTarget: 0 }, { ...unlimited, policy_safe_mode: true })).at
  expect(at?.earliest).toBeGreaterThan((rangeOf(snapshot({}, unlimited)).at[0]?.earliest ?? 0) + 0.05)
})

test('shares that are reached are left out', () => {
  expect(rangeOf(snapshot({ done: 920 })).at.map(({ share }) => share)).toEqual([0.99])
})

test('a rollout of months is forecast from the policy’s limit alone', () => {
  const { at } = rangeOf(
    snapshot({ nodes: 100_000 }, { policy_max_updates_per_period: 1, policy_period_interval: '1 hour' }),
  )
  expect(at[0]?.earliest).toBeCloseTo(45_000, -3)
})

test('the same snapshot gives the same forecast', () => {
  expect(forecastRollout(snapshot(), wednesdayNoon)).toEqual(forecastRollout(snapshot(), wednesdayNoon))
})

test('even a quick rollout waits for office hours to open', () => {
  const policy = { policy_office_hours: true, policy_timezone: 'UTC', policy_update_timeout: '1 minute' }
  const saturday = Date.parse('2026-03-07T03:00:00Z')
  const { at } = rangeOf(
    snapshot({ checkInIntervalSeconds: 60 }, { ...policy, policy_max_updates_per_period: 999_999 }),
    saturday,
  )
  expect(at[1]?.earliest).toBeGreaterThan(54)
  expect(at[1]?.latest).toBeLessThan(55.5)
})

test('a timeout shorter than updates take makes safe mode stop the rollout', () => {
  const safe = { policy_safe_mode: true, policy_update_timeout: '2 minutes' }
  expect(rangeOf(snapshot({}, safe)).tripChance).toBeGreaterThan(0.5)
  expect(rangeOf(snapshot({}, { ...safe, policy_update_timeout: '2 hours' })).tripChance).toBeLessThan(0.2)
})
