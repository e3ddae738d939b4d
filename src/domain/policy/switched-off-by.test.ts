import { expect, test } from 'vitest'
import { switchedOffBy } from './switched-off-by.ts'

const off = { policy_updates_enabled: false, policy_safe_mode: true }

test('updates that are off although an operator left them on were switched off by safe mode', () => {
  expect(switchedOffBy(off, null, true)).toBe('safe mode')
})

test('updates that an operator left off were switched off by an operator', () => {
  expect(switchedOffBy(off, null, false)).toBe('an operator')
})

test('it is unknown where no change of an operator is known', () => {
  expect(switchedOffBy(off, null, null)).toBe('unknown')
})

test('only safe mode has a brake, and a server that reports its brakes needs no guess', () => {
  expect(switchedOffBy({ ...off, policy_safe_mode: false }, null, true)).toBe('an operator')
  expect(switchedOffBy({ ...off, policy_updates_enabled: true }, null, null)).toBe('an operator')
  expect(switchedOffBy(off, [], true)).toBe('an operator')
})
