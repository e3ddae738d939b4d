import { describe, expect, test } from 'vitest'
import { policySentence } from './policy-sentence.ts'

const policy = {
  policy_updates_enabled: true,
  policy_safe_mode: false,
  policy_office_hours: false,
  policy_timezone: 'Europe/Berlin',
  policy_period_interval: '15 minutes',
  policy_max_updates_per_period: 20,
  policy_update_timeout: '60 minutes',
}

describe('the policy in one sentence', () => {
  test('says that one number limits both the period and the updates in progress', () => {
    expect(policySentence(policy)).toBe(
      'At most 20 nodes per 15 minutes and 20 at once; an update may take 60 minutes.',
    )
  })

  test('names office hours with their time zone', () => {
    expect(policySentence({ ...policy, policy_office_hours: true })).toBe(
      'At most 20 nodes per 15 minutes and 20 at once, Monday to Friday 9–17 Europe/Berlin; an update may take 60 minutes.',
    )
  })

  test('uses singular and plural', () => {
    expect(
      policySentence({ ...policy, policy_max_updates_per_period: 1, policy_period_interval: '1 hours' }),
    ).toBe('At most 1 node per hour and 1 at once; an update may take 60 minutes.')
    expect(policySentence({ ...policy, policy_max_updates_per_period: 12_000 })).toContain(
      '12,000 nodes per 15 minutes and 12,000 at once',
    )
  })

  test('treats a limit of 900,000 or more as none', () => {
    expect(policySentence({ ...policy, policy_max_updates_per_period: 900_000 })).toBe(
      'All nodes at once; an update may take 60 minutes.',
    )
    expect(policySentence({ ...policy, policy_max_updates_per_period: 899_999 })).toContain('899,999 nodes')
  })

  test('says what happens once updates are on, while they are off', () => {
    expect(policySentence({ ...policy, policy_updates_enabled: false })).toBe(
      'Updates are off. Once they are on: at most 20 nodes per 15 minutes and 20 at once; an update may take 60 minutes.',
    )
  })

  test('keeps an unreadable interval as the operator wrote it', () => {
    const sentence = policySentence({
      ...policy,
      policy_period_interval: 'PT15M',
      policy_update_timeout: '1 month',
    })
    expect(sentence).toBe('At most 20 nodes per PT15M and 20 at once; an update may take 1 month.')
  })
})

describe('safe mode', () => {
  const safe = { ...policy, policy_safe_mode: true }

  test('lets one node go first, and stops at the first timeout or later at as many as the limit', () => {
    expect(policySentence(safe)).toBe(
      'One node first, then at most 20 nodes per 15 minutes and 20 at once; an update may take 60 minutes, and updates stop when the first one takes longer, or later 20 do.',
    )
  })

  test('with a limit of one does not mention a first node', () => {
    expect(policySentence({ ...safe, policy_max_updates_per_period: 1 })).toBe(
      'At most 1 node per 15 minutes and 1 at once; an update may take 60 minutes, and updates stop when one takes longer.',
    )
  })

  test('without a limit stops only at the first node', () => {
    expect(policySentence({ ...safe, policy_max_updates_per_period: 999_999 })).toBe(
      'One node first, then all nodes at once; an update may take 60 minutes, and updates stop when the first one takes longer.',
    )
  })
})

describe('office hours in no valid time zone', () => {
  const limited = { ...policy, policy_office_hours: true }

  test('are described as never', () => {
    expect(policySentence({ ...limited, policy_timezone: null })).toContain('without a time zone, so never;')
    expect(policySentence({ ...limited, policy_timezone: '' })).toContain('without a time zone, so never;')
    expect(policySentence({ ...limited, policy_timezone: 'Europe/Atlantis' })).toContain(
      '9–17 Europe/Atlantis, which is not a known time zone, so never;',
    )
  })
})
