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

describe('the body of a group', () => {
  test('may leave out everything but name and policy', () => {
    expect(problems({})).toEqual([])
  })
  test('needs a time zone for office hours', () => {
    expect(problems({ policy_office_hours: true })).toEqual([
      'policy_timezone: policy_timezone is required while updates keep to office hours',
    ])
    expect(problems({ policy_office_hours: true, policy_timezone: 'Mars/Phobos' })).toEqual([
      'policy_timezone: policy_timezone must be an IANA name such as Europe/Berlin',
    ])
  })
  test('has a limit of at least one that PostgreSQL can store', () => {
    for (const limit of [0, -1, 1.5, 2_147_483_648, '2', null])
      expect(problems({ policy_max_updates_per_period: limit })).toHaveLength(1)
    expect(problems({ policy_max_updates_per_period: 2_147_483_647 })).toEqual([])
  })
  test('has intervals above zero, or ones that only PostgreSQL can read', () => {
    expect(problems({ policy_period_interval: '0 minutes' })).toEqual([
      'policy_period_interval: policy_period_interval must be above zero, such as "15 minutes"',
    ])
    expect(problems({ policy_update_timeout: '1 mon' })).toEqual([])
  })
  test('leaves the channel out instead of null', () => {
    expect(problems({ channel_id: '' })).toEqual([])
    expect(problems({ channel_id: null })).toEqual(['channel_id: channel_id must be text'])
  })
})
