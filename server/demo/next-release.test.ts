import { expect, test } from 'vitest'
import { HOUR_MS } from '#contract/time-units.ts'
import { nextPatchVersion, nextRelease, type ReleaseState } from './next-release.ts'

const NOW = new Date('2026-06-10T10:00:00Z')
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * HOUR_MS)

const state = (name: string, overrides: Partial<ReleaseState> = {}) => ({
  name,
  isFirstStage: true,
  policy_updates_enabled: true,
  policy_office_hours: false,
  shareOnTarget: 1,
  released: hoursAgo(5),
  ...overrides,
})
const rollingOut = state('rolling out', { shareOnTarget: 0.4, released: hoursAgo(2) })

test('the group with the oldest completed rollout gets the next release', () => {
  const states = [
    rollingOut,
    state('young', { released: hoursAgo(4) }),
    state('old', { released: hoursAgo(9) }),
  ]
  expect(nextRelease(states, NOW)?.name).toBe('old')
})

test('a rollout counts as completed when all but a few nodes are on the target', () => {
  expect(nextRelease([rollingOut, state('almost', { shareOnTarget: 0.96 })], NOW)?.name).toBe('almost')
  expect(nextRelease([rollingOut, state('not yet', { shareOnTarget: 0.9 })], NOW)).toBeUndefined()
})

test('there is at most one release an hour while a rollout is in progress', () => {
  const fresh = state('fresh', { shareOnTarget: 0.1, released: hoursAgo(0.9) })
  expect(nextRelease([fresh, state('done')], NOW)).toBeUndefined()
})

test('there is a release at once when no rollout is in progress', () => {
  const states = [state('newest', { released: hoursAgo(0.1) }), state('done', { released: hoursAgo(0.2) })]
  expect(nextRelease(states, NOW)?.name).toBe('done')
})

test('a rollout that is paused or limited to office hours does not delay the next release', () => {
  const resting = [
    state('paused', { shareOnTarget: 0.4, policy_updates_enabled: false, released: hoursAgo(0.1) }),
    state('closed', { shareOnTarget: 0.4, policy_office_hours: true, released: hoursAgo(0.1) }),
  ]
  expect(nextRelease([...resting, state('done')], NOW)?.name).toBe('done')
})

test('a paused group and one without recently seen nodes get no release', () => {
  const states = [
    rollingOut,
    state('paused', { policy_updates_enabled: false }),
    state('silent', { shareOnTarget: null }),
  ]
  expect(nextRelease(states, NOW)).toBeUndefined()
})

test('a later stage gets no release: what it can get next stays to be promoted', () => {
  expect(nextRelease([rollingOut, state('beta', { isFirstStage: false })], NOW)).toBeUndefined()
})

test('the next patch version increments the last number', () => {
  expect(nextPatchVersion('4459.2.9')).toBe('4459.2.10')
  expect(nextPatchVersion('1.0.0-rc1')).toBeNull()
})
