import { expect, test } from 'vitest'
import { breakdown, group, stats } from '#src/domain/testing/group-fixture.ts'
import { estimateGroupWhy } from './estimate-group-why.ts'

// A Wednesday.
const NOW = Date.parse('2026-03-04T12:00:00Z')

/** Twenty nodes of which four run 2.0.0, three update and two are on hold, and five silent ones. */
const COUNTS = {
  lastDay: stats({ complete: 4, update_granted: 1, downloading: 2, onhold: 2, undefined: 11 }),
  last30Days: stats({ total: 25 }),
  breakdown: breakdown({ '2.0.0': 4, '1.0.0': 16 }),
}

function placesOf(over: Parameters<typeof group>[1] = {}, counts = COUNTS) {
  const { gates, granted, offered, nodes } = estimateGroupWhy(group(1, over), counts, NOW)
  const places = Object.fromEntries(gates.map((one) => [one.gate, one.nodes]))
  expect(Object.values(places).reduce((sum, one) => sum + one, granted + offered)).toBe(nodes)
  return { ...places, granted, offered }
}

const UNDER_WAY = { silent: 5, 'update-in-progress': 2, offered: 1 }

test('each node is in one count, and nodes on hold wait for the limit', () => {
  expect(placesOf()).toEqual({ ...UNDER_WAY, 'up-to-date': 4, 'max-updates-per-period': 2, granted: 11 })
})

test('with as many updates in progress as the limit allows, all others wait for one to end', () => {
  expect(placesOf({ policy_max_updates_per_period: 3 })).toEqual({
    ...UNDER_WAY,
    'up-to-date': 4,
    'max-concurrent-updates': 13,
    granted: 0,
  })
})

test('without a limit, all that wait are granted', () => {
  expect(placesOf({ policy_max_updates_per_period: 900_000 })).toMatchObject({ granted: 13 })
})

test.each([
  [{ policy_updates_enabled: false }, { 'updates-disabled': 13, 'up-to-date': 4 }],
  [
    { policy_office_hours: true, policy_timezone: 'Asia/Tokyo' },
    { 'outside-office-hours': 13, 'up-to-date': 4 },
  ],
])('a gate before the limits stops all that wait: %o', (policy, expected) => {
  expect(placesOf(policy)).toEqual({ ...UNDER_WAY, ...expected, granted: 0 })
})

test('without a package or a channel, no node is offered anything', () => {
  expect(placesOf({ target: null })).toEqual({
    silent: 5,
    'update-in-progress': 2,
    'no-package': 18,
    granted: 0,
    offered: 0,
  })
  expect(placesOf({ channel: undefined, channel_id: null })).toEqual({
    silent: 5,
    'no-group': 20,
    granted: 0,
    offered: 0,
  })
})
