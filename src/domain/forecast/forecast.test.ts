import { HOUR_MS } from '#contract/time-units.ts'
import { describe, expect, test } from 'vitest'
import { forecast } from './forecast.ts'
import type { RolloutSnapshot } from '#src/domain/rollout/rollout-snapshot.ts'
import { rolloutSnapshotFixture as facts } from '#src/domain/testing/rollout-snapshot-fixture.ts'

const wednesdayNoon = Date.parse('2026-03-04T12:00:00Z')

/** Hours from now: "50%: 6 to 7". */
function rangeOf(facts: RolloutSnapshot, now = wednesdayNoon) {
  const found = forecast(facts, now)
  if (found.kind !== 'range') throw new Error(`no range but ${found.kind}`)
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

describe('nothing more will happen', () => {
  test.each([
    ['without a package', facts({ target: null }), 'no-package'],
    ['without nodes', facts({ nodes: 0 }), 'no-nodes'],
    ['with updates off', facts({}, { policy_updates_enabled: false }), 'updates-off'],
    [
      'in office hours of no zone',
      facts({}, { policy_office_hours: true, policy_timezone: '' }),
      'no-time-zone',
    ],
    [
      'in office hours of an unknown zone',
      facts({}, { policy_office_hours: true, policy_timezone: 'Mars/Olympus' }),
      'unknown-time-zone',
    ],
    [
      'when safe mode trips at the next question',
      facts({ timedOut: 20 }, { policy_safe_mode: true }),
      'safe-mode-trips',
    ],
  ])('%s', (_, facts, reason) => {
    expect(forecast(facts, wednesdayNoon)).toEqual({ kind: 'never', reason })
  })
})

test('a rollout is done when every node that can get the target has it', () => {
  expect(forecast(facts({ done: 1000 }), wednesdayNoon)).toEqual({ kind: 'done' })
})

test('an interval that only the server reads leaves it open', () => {
  expect(forecast(facts({}, { policy_period_interval: '1 mon' }), wednesdayNoon).kind).toBe('unknown')
})

test('the limit sets the pace: 20 per 15 minutes are 80 an hour', () => {
  const { at, limitedBy } = rangeOf(facts())
  expect(limitedBy).toBe('limit')
  const [half] = at
  expect(half?.earliest).toBeGreaterThan(5.5)
  expect(half?.earliest).toBeLessThan(6.5)
  expect(half?.latest).toBeLessThan(8.5)
})

test('without a limit, nodes have to ask and to update', () => {
  const { at } = rangeOf(facts({}, { policy_max_updates_per_period: 999_999 }))
  expect(at[1]?.earliest).toBeGreaterThan(0.6)
  expect(at[1]?.latest).toBeLessThan(1.6)
})

test('office hours leave out nights and weekends', () => {
  const policy = { policy_office_hours: true, policy_timezone: 'UTC' }
  const [half, most] = rangeOf(facts({}, policy)).at
  // Five hours are left on Wednesday, and eight on each day that follows.
  expect(half?.earliest).toBeGreaterThan(21)
  expect(half?.latest).toBeLessThan(25)
  expect(most?.earliest).toBeGreaterThan(24)
  expect(rangeOf(facts({}, policy), Date.parse('2026-03-06T16:30:00Z')).at[0]?.earliest).toBeGreaterThan(64)
})

test('safe mode’s first node alone delays the rest', () => {
  const unlimited = { policy_max_updates_per_period: 999_999 }
  const [at] = rangeOf(facts({ endedAtTarget: 0 }, { ...unlimited, policy_safe_mode: true })).at
  expect(at?.earliest).toBeGreaterThan((rangeOf(facts({}, unlimited)).at[0]?.earliest ?? 0) + 0.05)
})

test('shares that are reached are told no more', () => {
  expect(rangeOf(facts({ done: 920 })).at.map(({ share }) => share)).toEqual([0.99])
})

test('a rollout of months is told by the policy’s ceiling', () => {
  const { at } = rangeOf(
    facts({ nodes: 100_000 }, { policy_max_updates_per_period: 1, policy_period_interval: '1 hour' }),
  )
  expect(at[0]?.earliest).toBeCloseTo(45_000, -3)
})

test('the same facts give the same forecast', () => {
  expect(forecast(facts(), wednesdayNoon)).toEqual(forecast(facts(), wednesdayNoon))
})

test('the fleet’s size costs no time', () => {
  const began = performance.now()
  forecast(facts({ nodes: 100_000 }, { policy_max_updates_per_period: 500 }), wednesdayNoon)
  expect(performance.now() - began).toBeLessThan(3000)
})

test('however quick a rollout is, it waits for office hours to open', () => {
  const policy = { policy_office_hours: true, policy_timezone: 'UTC', policy_update_timeout: '1 minute' }
  const saturday = Date.parse('2026-03-07T03:00:00Z')
  const { at } = rangeOf(
    facts({ askIntervalSeconds: 60 }, { ...policy, policy_max_updates_per_period: 999_999 }),
    saturday,
  )
  expect(at[1]?.earliest).toBeGreaterThan(54)
  expect(at[1]?.latest).toBeLessThan(55.5)
})

test('a timeout that updates exceed makes safe mode stop the rollout', () => {
  const safe = { policy_safe_mode: true, policy_update_timeout: '2 minutes' }
  expect(rangeOf(facts({}, safe)).tripChance).toBeGreaterThan(0.5)
  expect(rangeOf(facts({}, { ...safe, policy_update_timeout: '2 hours' })).tripChance).toBeLessThan(0.2)
})
