import { expect, test } from 'vitest'
import { ACTIVITY_CLASS, ACTIVITY_SEVERITY, type ActivityEntry } from '#contract/activity.ts'
import { startSection } from './cause-sections.ts'

const SOURCE = { path: '/api/activity', readAt: 0 }

const change = (version: string, created_ts: string): ActivityEntry => ({
  id: created_ts,
  app_id: null,
  application_name: 'Kiosk OS',
  group_id: null,
  group_name: null,
  channel_name: 'stable',
  instance_id: null,
  class: ACTIVITY_CLASS.channelPackageUpdated,
  severity: ACTIVITY_SEVERITY.info,
  version,
  created_ts,
})

const notesOf = (activity: ActivityEntry[], startedTs: string | null) =>
  startSection(activity, '2.0.0', startedTs, SOURCE).notes

test('a rollout begins with the latest change to its target before the first grant', () => {
  const activity = [
    change('2.0.0', '2026-03-06T12:00:00Z'),
    change('3.0.0', '2026-03-05T12:00:00Z'),
    change('2.0.0', '2026-03-04T12:00:00Z'),
  ]
  expect(notesOf(activity, '2026-03-04T13:00:00Z')).toEqual([
    'Channel stable → 2.0.0, 4 Mar 2026, 12:00:00 UTC.',
  ])
  expect(notesOf(activity, null)[0]).toContain('6 Mar 2026')
})

test('a change that is not among the activity is said to be missing', () => {
  expect(notesOf([change('3.0.0', '2026-03-05T12:00:00Z')], null)[0]).toBe(
    'The channel’s latest activity of 30 days has no change of its package to 2.0.0.',
  )
})
