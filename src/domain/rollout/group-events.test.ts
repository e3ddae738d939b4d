import { HOUR_MS } from '#contract/time-units.ts'
import { describe, expect, test } from 'vitest'
import { ACTIVITY_CLASS, type ActivityEntry } from '#contract/activity.ts'
import { eventMarks, failureEvents, groupEvents } from './group-events.ts'

let ids = 0

const entry = (hour: number, activityClass: keyof typeof ACTIVITY_CLASS, version: string): ActivityEntry => ({
  id: String((ids += 1)),
  app_id: null,
  application_name: 'Kiosk OS',
  group_id: null,
  group_name: 'canary',
  channel_name: activityClass === 'channelPackageUpdated' ? 'stable' : null,
  instance_id: null,
  class: ACTIVITY_CLASS[activityClass],
  severity: 2,
  version,
  created_ts: new Date(hour * HOUR_MS).toISOString(),
})

const wordsOf = (activity: ActivityEntry[]) =>
  groupEvents(activity).map(({ words, time }) => `${time / HOUR_MS}: ${words}`)

describe('the events of a group', () => {
  test('are listed from oldest to newest, whatever their order on the wire', () => {
    expect(
      wordsOf([entry(5, 'rolloutStarted', '2.0.0'), entry(4, 'channelPackageUpdated', '2.0.0')]),
    ).toEqual(['4: Channel stable → 2.0.0', '5: Rollout of 2.0.0 started'])
  })

  test('include one start and one end of a rollout, however often late nodes restart it', () => {
    expect(
      wordsOf([
        entry(1, 'channelPackageUpdated', '2.0.0'),
        entry(2, 'rolloutStarted', '2.0.0'),
        entry(6, 'rolloutFinished', '2.0.0'),
        entry(40, 'rolloutStarted', '2.0.0'),
        entry(41, 'rolloutFinished', '2.0.0'),
      ]),
    ).toEqual(['1: Channel stable → 2.0.0', '2: Rollout of 2.0.0 started', '6: Rollout of 2.0.0 finished'])
  })

  test('include another rollout for a package that the channel returns to', () => {
    expect(
      wordsOf([
        entry(1, 'rolloutStarted', '2.0.0'),
        entry(2, 'channelPackageUpdated', '3.0.0'),
        entry(3, 'channelPackageUpdated', '2.0.0'),
        entry(4, 'rolloutStarted', '2.0.0'),
      ]),
    ).toContain('4: Rollout of 2.0.0 started')
  })

  test('do not include the failure of a single node', () => {
    expect(wordsOf([entry(1, 'instanceUpdateFailed', '2.0.0')])).toEqual([])
  })
})

describe('failures', () => {
  const failures = [
    entry(20, 'instanceUpdateFailed', '2.0.0'),
    entry(12, 'instanceUpdateFailed', '3.0.0'),
    entry(11, 'instanceUpdateFailed', '2.0.0'),
    entry(10, 'instanceUpdateFailed', '2.0.0'),
  ]
  const wordsOfFailures = (isCut: boolean) =>
    failureEvents(failures, 4 * HOUR_MS, isCut).map(({ words, time }) => `${time / HOUR_MS}: ${words}`)

  test('of one version that follow each other closely are one event', () => {
    expect(wordsOfFailures(false)).toEqual([
      '10: 2 updates to 2.0.0 failed',
      '12: 1 update to 3.0.0 failed',
      '20: 1 update to 2.0.0 failed',
    ])
  })

  test('are “at least” so many where older ones were not read that may belong to them', () => {
    expect(wordsOfFailures(true)).toEqual([
      '10: At least 2 updates to 2.0.0 failed',
      '12: At least 1 update to 3.0.0 failed',
      '20: 1 update to 2.0.0 failed',
    ])
  })
})

describe('marks on a chart', () => {
  const changes = groupEvents([
    entry(1, 'channelPackageUpdated', '2.0.0'),
    entry(50, 'channelPackageUpdated', '3.0.0'),
    entry(51, 'rolloutStarted', '3.0.0'),
    entry(90, 'rolloutFinished', '3.0.0'),
  ])

  test('are merged where they would overlap, and numbered', () => {
    const marks = eventMarks(changes, 10 * HOUR_MS, 110 * HOUR_MS)
    expect(marks.map(({ label, changes }) => [label, changes.length])).toEqual([
      ['1', 2],
      ['2', 1],
    ])
  })

  test('lie within the window', () => {
    expect(eventMarks(changes, 60 * HOUR_MS, 80 * HOUR_MS)).toEqual([])
  })
})
