import { describe, expect, test } from 'vitest'
import type { Instance } from '#contract/instance.ts'
import { lastReport } from './last-report.ts'

const application: Instance['application'] = {
  application_id: 'e96281a6-d1af-4bde-9a0a-97b76e56dc57',
  group_id: '9a2deb70-37be-4026-853f-bfdd6b347bbe',
  version: '3975.2.1',
  created_ts: '2026-06-01T08:00:00Z',
  status: 4,
  last_check_for_updates: '2026-08-01T08:00:00Z',
  last_update_granted_ts: null,
  last_update_version: null,
  update_in_progress: false,
}
const node: Instance = { id: 'abc', ip: '10.0.0.7', created_ts: '2026-06-01T08:00:00Z', application }
const silent: Instance = { ...node, application: { ...application, application_id: '', version: '' } }

describe('the last word of a node', () => {
  test('is what the server tells of it', () => {
    expect(lastReport(node, undefined)).toEqual({ kind: 'heard', application })
  })
  test('is looked up among the nodes of the last 30 days when it has been silent for a day', () => {
    expect(lastReport(silent, [{ ...node, id: 'abcd', application: silent.application }, node])).toEqual({
      kind: 'silent',
      application,
    })
  })
  test('is lost when it is not among them', () => {
    expect(lastReport(silent, [{ ...node, id: 'abcd' }])).toEqual({ kind: 'lost' })
  })
  test('is not known before the server has answered', () => {
    expect(lastReport(undefined, undefined).kind).toBe('unknown')
    expect(lastReport(silent, undefined).kind).toBe('unknown')
  })
})
