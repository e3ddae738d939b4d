import { describe, expect, test } from 'vitest'
import type { GroupSettings } from '#contract/group-settings.ts'
import { policyFormErrors } from './policy-form-errors.ts'
import { type PolicyFormValues, settingsOfValues, valuesOfSettings } from './policy-form-values.ts'

const opened: GroupSettings = {
  name: 'Canary',
  description: 'First to update ',
  track: 'canary',
  channel_id: null,
  policy_updates_enabled: true,
  policy_safe_mode: true,
  policy_office_hours: false,
  policy_timezone: 'Europe/Berlin',
  policy_period_interval: '1 minutes',
  policy_max_updates_per_period: 999_999,
  policy_update_timeout: '1 mon',
}

const edited = (change: Partial<PolicyFormValues>) => ({ ...valuesOfSettings(opened), ...change })
const settings = (change: Partial<PolicyFormValues>) => settingsOfValues(edited(change), opened)
const errors = (change: Partial<PolicyFormValues>) => policyFormErrors(edited(change), opened)
const limitError = (nodes: string) =>
  errors({ policy_max_updates_per_period: { unlimited: false, nodes } }).policy_max_updates_per_period
const timeoutError = (text: string, unit: 'minute' | 'custom') =>
  errors({ policy_update_timeout: { text, unit } }).policy_update_timeout
const zoneErrors = (policy_timezone: string) => errors({ policy_office_hours: true, policy_timezone })

describe('the form', () => {
  test('without edits stands for exactly the settings it was opened with', () => {
    expect(settings({})).toEqual(opened)
  })

  test('writes 900,000 for a limit that is lifted, and keeps the number of one that was none', () => {
    expect(
      settings({ policy_max_updates_per_period: { unlimited: true, nodes: '' } })
        .policy_max_updates_per_period,
    ).toBe(999_999)
    const limited = { ...opened, policy_max_updates_per_period: 20 }
    const lifted = {
      ...valuesOfSettings(limited),
      policy_max_updates_per_period: { unlimited: true, nodes: '20' },
    }
    expect(settingsOfValues(lifted, limited).policy_max_updates_per_period).toBe(900_000)
  })

  test('trims edited names, and keeps a trailing space of a description', () => {
    expect(settings({ name: ' Vanguard ' }).name).toBe('Vanguard')
    expect(settings({ description: 'First to update ' }).description).toBe('First to update ')
  })
})

describe('the errors of a policy form', () => {
  test('are none where every field is valid', () => {
    expect(errors({})).toEqual({})
    expect(errors({ policy_period_interval: { text: '2', unit: 'hour' } })).toEqual({})
  })

  test('are at the field, with its label', () => {
    expect(errors({ name: '  ' })).toEqual({ name: 'Name must not be empty' })
    expect(errors({ description: 'x'.repeat(251) })).toEqual({
      description: 'Description can have at most 250 characters',
    })
    expect(errors({ track: '' }).track).toContain('Enter a track')
    expect(errors({ policy_period_interval: { text: '0', unit: 'minute' } })).toEqual({
      policy_period_interval: 'Period must be above zero, such as "15 minutes"',
    })
  })

  test('say when a limit is not a whole number', () => {
    expect(limitError('')).toBe('Enter how many nodes may update at once, or choose “Unlimited”.')
    expect(limitError('many')).toContain('“many” is not a whole number')
    expect(limitError('-1')).toContain('“-1” is not a whole number')
    expect(limitError('1,000')).toContain('“1,000” is not a whole number')
    expect(limitError('0')).toBe('Limit must be 1 or more')
    expect(limitError('3000000000')).toBe('Limit can be at most 2147483647')
    expect(limitError('20')).toBeUndefined()
  })

  test('say when an interval has no number, is missing or is too long', () => {
    expect(timeoutError('', 'minute')).toBe('Enter how many minutes.')
    expect(timeoutError('-5', 'minute')).toContain('“-5” is not a whole number')
    expect(timeoutError(' ', 'custom')).toContain('Enter an interval')
    expect(timeoutError('1 hour 30 minutes 20 seconds', 'custom')).toBe(
      'Update timeout can have at most 20 characters',
    )
    expect(timeoutError('2 mons', 'custom')).toBeUndefined()
  })

  test('are at every invalid field at once', () => {
    const wrong = {
      name: '',
      policy_office_hours: true,
      policy_timezone: '',
      policy_max_updates_per_period: { unlimited: false, nodes: 'many' },
      policy_period_interval: { text: '0', unit: 'minute' as const },
    }
    expect(Object.keys(errors(wrong)).toSorted()).toEqual([
      'name',
      'policy_max_updates_per_period',
      'policy_period_interval',
      'policy_timezone',
    ])
  })

  test('say when office hours have no time zone', () => {
    expect(zoneErrors('')).toEqual({
      policy_timezone: 'Time zone is required while updates keep to office hours',
    })
    expect(zoneErrors('Europe/Atlantis').policy_timezone).toContain('must be an IANA name')
    expect(zoneErrors('US/Eastern')).toEqual({})
  })
})
