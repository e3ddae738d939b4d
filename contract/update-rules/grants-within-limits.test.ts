import { expect, test } from 'vitest'
import { createRandom } from '#contract/random.ts'
import { decideWithinLimits, type UpdateCounts } from './decide-within-limits.ts'
import { grantsWithinLimits } from './grants-within-limits.ts'

const policy = {
  policy_updates_enabled: true,
  policy_safe_mode: false,
  policy_office_hours: false,
  policy_timezone: 'UTC',
  policy_max_updates_per_period: 20,
}
const idle: UpdateCounts = { ended_at_target: 1, granted_in_last_period: 0, in_progress: 0, timed_out: 0 }

test('the higher of the two counts determines how many are granted', () => {
  expect(grantsWithinLimits(policy, { ...idle, granted_in_last_period: 5, in_progress: 12 }, 100)).toBe(8)
  expect(grantsWithinLimits(policy, { ...idle, granted_in_last_period: 20 }, 100)).toBe(0)
  expect(grantsWithinLimits(policy, idle, 3)).toBe(3)
})

test('without a limit all are granted, and in safe mode one until an update has ended', () => {
  const unlimited = { ...policy, policy_max_updates_per_period: 900_000 }
  expect(grantsWithinLimits(unlimited, { ...idle, in_progress: 950_000 }, 12_400)).toBe(12_400)
  expect(
    grantsWithinLimits({ ...unlimited, policy_safe_mode: true }, { ...idle, ended_at_target: 0 }, 50),
  ).toBe(1)
})

test('the result equals deciding for one node after another', () => {
  const random = createRandom('room')
  for (let i = 0; i < 500; i++) {
    const some = () => random.integer(0, 30)
    const limited = {
      ...policy,
      policy_safe_mode: random.chance(0.5),
      policy_max_updates_per_period: some() + 1,
    }
    const counts = {
      ended_at_target: random.integer(0, 1),
      granted_in_last_period: some(),
      in_progress: some(),
      timed_out: some(),
    }
    const asking = some()
    let granted = 0
    const after = { ...counts }
    while (granted < asking && decideWithinLimits(limited, after).kind === 'grant') {
      granted++
      after.granted_in_last_period++
      after.in_progress++
    }
    expect(grantsWithinLimits(limited, counts, asking)).toBe(granted)
  }
})
