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

describe('a node’s last report', () => {
  test('is what the server returns for the node', () => {
    expect(lastReport(node, undefined)).toEqual({ kind: 'current', application })
  })
  test('of a silent node comes from the list of the last 30 days', () => {
    expect(lastReport(silent, [{ ...node, id: 'abcd', application: silent.application }, node])).toEqual({
      kind: 'silent',
      application,
    })
  })
  test('of a silent node is what the server recorded, however long ago', () => {
    expect(lastReport(silent, undefined, application)).toEqual({ kind: 'silent', application })
  })
  test('has expired when that list does not have the node', () => {
    expect(lastReport(silent, [{ ...node, id: 'abcd' }])).toEqual({ kind: 'expired' })
  })
  test('is loading until the server has answered', () => {
    expect(lastReport(undefined, undefined).kind).toBe('loading')
    expect(lastReport(silent, undefined).kind).toBe('loading')
  })
})
