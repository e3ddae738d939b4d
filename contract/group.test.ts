import { describe, expect, test } from 'vitest'
import { type GroupWrite, groupWriteSchema } from './group.ts'

const body: GroupWrite = {
  name: 'Canary',
  policy_timezone: '',
  policy_period_interval: '15 minutes',
  policy_max_updates_per_period: 2,
  policy_update_timeout: '60 minutes',
}

const problems = (over: object) => {
  const issues = groupWriteSchema.safeParse({ ...body, ...over }).error?.issues ?? []
  return issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}

describe('what a group is saved with', () => {
  test('may leave out all but its name and policy', () => {
    expect(problems({})).toEqual([])
  })
  test('needs a time zone for office hours, at its field', () => {
    expect(problems({ policy_office_hours: true })).toEqual([
      'policy_timezone: policy_timezone is needed while updates keep to office hours',
    ])
    expect(problems({ policy_office_hours: true, policy_timezone: 'Mars/Phobos' })).toEqual([
      'policy_timezone: policy_timezone must be an IANA name such as Europe/Berlin',
    ])
  })
  test('has a limit of one or more, as PostgreSQL stores it', () => {
    for (const limit of [0, -1, 1.5, 2_147_483_648, '2', null])
      expect(problems({ policy_max_updates_per_period: limit })).toHaveLength(1)
    expect(problems({ policy_max_updates_per_period: 2_147_483_647 })).toEqual([])
  })
  test('has intervals above zero; what only PostgreSQL reads is left to the server', () => {
    expect(problems({ policy_period_interval: '0 minutes' })).toEqual([
      'policy_period_interval: policy_period_interval must be above zero, such as "15 minutes"',
    ])
    expect(problems({ policy_update_timeout: '1 mon' })).toEqual([])
  })
  test('names no channel by leaving it out, not by null', () => {
    expect(problems({ channel_id: '' })).toEqual([])
    expect(problems({ channel_id: null })).toEqual(['channel_id: channel_id must be text'])
  })
})
