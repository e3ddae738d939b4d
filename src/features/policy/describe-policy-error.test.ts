import { describe, expect, test } from 'vitest'
import { ApiError } from '#src/api/api-error.ts'
import { groupSettings } from '#src/domain/testing/group-fixture.ts'
import { describePolicyError } from './describe-policy-error.ts'

const rejected = groupSettings({
  name: 'Everyone',
  track: 'canary',
  channel_id: '00000000-0000-4000-8000-000000000001',
  policy_office_hours: true,
  policy_timezone: 'Europe/Berlin',
})
const alone = { otherGroups: [], channels: undefined }
const beside = (name: string) => ({
  otherGroups: [{ id: 'other', name, track: 'other' }],
  channels: undefined,
})
const wordless = new ApiError('refused', 'The server failed and did not say why.', { status: 500 })

describe('an HTTP error', () => {
  test('appears at the fields that it names', () => {
    const error = new ApiError('refused', 'in conflict', {
      status: 409,
      code: 'conflict',
      issues: [
        { field: 'track', message: 'There is a group with this track.' },
        { field: 'policy_timezone', message: 'policy_timezone is not known' },
      ],
    })
    expect(describePolicyError(error, rejected, alone)).toEqual({
      fields: { track: 'There is a group with this track.', policy_timezone: 'Time zone is not known' },
      words: '',
    })
  })

  test('about a field that the form does not show appears at the top', () => {
    const error = new ApiError('refused', 'no', {
      status: 400,
      issues: [{ field: 'color', message: 'color is odd' }],
    })
    expect(describePolicyError(error, rejected, alone)).toEqual({ fields: {}, words: 'color is odd' })
    const unnamed = new ApiError('refused', 'You may not do this.', { status: 403 })
    expect(describePolicyError(unnamed, rejected, alone)).toEqual({
      fields: {},
      words: 'You may not do this.',
    })
  })

  test('of a Nebraska’s request validation appears at its field', () => {
    const message =
      'request body has an error: doesn\'t match schema #/components/schemas/groupConfig: Error at "/name": maximum string length is 50'
    const error = new ApiError('refused', message, { status: 400 })
    expect(describePolicyError(error, rejected, alone).fields).toEqual({
      name: 'Name: maximum string length is 50',
    })
  })
})

describe('an HTTP error without a message', () => {
  test('suggests a name that another group has', () => {
    const { fields, words } = describePolicyError(wordless, rejected, beside('Everyone'))
    expect(fields).toEqual({ name: 'Another group of this application is named “Everyone”.' })
    expect(words).toBe(
      'It gave no reason (status 500); its log may have one. The fields marked below may be the cause.',
    )
  })

  test('suggests a deleted channel, and an interval that only PostgreSQL can read', () => {
    const { fields } = describePolicyError(
      wordless,
      { ...rejected, policy_period_interval: 'rubbish' },
      { otherGroups: [], channels: [] },
    )
    expect(Object.keys(fields)).toEqual(['channel_id', 'policy_period_interval'])
  })

  test('suggests no field where every value looks valid', () => {
    expect(describePolicyError(wordless, rejected, beside('Anyone'))).toEqual({
      fields: {},
      words: 'It gave no reason (status 500); its log may have one.',
    })
  })

  test('suggests the time zone only with office hours', () => {
    const old = { ...rejected, policy_timezone: 'US/Eastern' }
    expect(describePolicyError(wordless, old, alone).fields.policy_timezone).toContain('US/Eastern')
    expect(describePolicyError(wordless, { ...old, policy_office_hours: false }, alone).fields).toEqual({})
  })
})
