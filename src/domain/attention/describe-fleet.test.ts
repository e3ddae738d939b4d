import { HOUR_MS, MINUTE_MS } from '#contract/time-units.ts'
import { describe, expect, test } from 'vitest'
import type { GroupState } from '#src/domain/rollout/group-state.ts'
import type { AttentionKind } from './attention-reasons.ts'
import { describeFleet, type DescribedGroup } from './describe-fleet.ts'

// A Wednesday; the tests' time zone is UTC.
const NOW = Date.parse('2026-03-04T14:05:00Z')
const inHours = (hours: number) => NOW + hours * HOUR_MS

const group = (
  kind: GroupState['kind'],
  reasons: AttentionKind[] = [],
  more: Partial<DescribedGroup> = {},
): DescribedGroup => ({
  state: { kind },
  reasons: reasons.map((kind) => ({ kind })),
  hasFailed: false,
  doneAt: undefined,
  ...more,
})
const rolling = (doneAt?: number | null, kind: GroupState['kind'] = 'rolling-out') =>
  group(kind, ['behind'], { doneAt })
const done = group('done')
const loading = group('unknown', [], { reasons: undefined })
const held = group('held-by-safe-mode', ['held-by-safe-mode'])
const paused = group('paused', ['paused'])

const words = (groups: readonly DescribedGroup[], staleSince: number | null = null) =>
  describeFleet(groups, { now: NOW, staleSince })

describe('the fleet in a sentence', () => {
  test('says what is stopped, what rolls out, and when the last rollout is about done', () => {
    expect(
      words([held, paused, rolling(inHours(3)), rolling(inHours(1)), rolling(inHours(2)), done, done]),
    ).toBe('1 group is stopped by safe mode and 1 is paused; 3 are rolling out, the last done about 17:10.')
  })

  test('says so when nothing needs attention', () => {
    expect(words([rolling(inHours(1)), done])).toBe(
      'No group needs attention; 1 group is rolling out, done about 15:10.',
    )
    expect(words([rolling(), rolling(inHours(1)), done])).toBe(
      'No group needs attention; 2 groups are rolling out.',
    )
  })

  test('counts rollouts at their limit and outside office hours as rolling out', () => {
    expect(words([rolling(undefined, 'at-limit'), rolling(undefined, 'outside-office-hours')])).toBe(
      'No group needs attention; 2 groups are rolling out.',
    )
  })

  test('says that a rollout will not finish', () => {
    expect(words([rolling(null)])).toBe(
      'No group needs attention; 1 group is rolling out but will not finish.',
    )
    expect(words([rolling(null), rolling(inHours(1))])).toBe(
      'No group needs attention; 2 groups are rolling out, 1 of them will not finish.',
    )
  })

  test('counts each group once, by what is most serious', () => {
    expect(
      words([
        group('paused', ['failing', 'paused-with-failures', 'silent']),
        group('rolling-out', ['failing', 'stalled', 'silent', 'behind']),
        group('at-limit', ['stalled']),
        group('done', ['silent']),
        group('no-package', ['no-package']),
        group('frozen', ['paused']),
        group('frozen', ['failing', 'paused-with-failures']),
        group('updates-off', ['possibly-held']),
        group('updates-off', ['paused']),
      ]),
    ).toBe(
      '1 group is paused with failed nodes, 1 is frozen with failed nodes, 1 is frozen, 2 have updates off, 1 has failing nodes, 1 has stalled, 1 has silent nodes and 1 has nothing to update to.',
    )
  })

  test('counts a rollout with silent nodes as one that needs attention', () => {
    expect(words([group('rolling-out', ['silent', 'behind']), rolling()])).toBe(
      '1 group has silent nodes; 1 is rolling out.',
    )
  })

  test('rests when nothing happens', () => {
    expect(words([done, done, done])).toBe('All 3 groups are up to date.')
    expect(words([done])).toBe('1 group is up to date.')
    expect(words([done, done, group('no-nodes'), group('paused')])).toBe(
      '3 groups are up to date and 1 has no nodes.',
    )
    expect(words([group('no-nodes'), group('no-package')])).toBe('2 groups have no nodes.')
  })

  test('never claims that all is well while a group is unknown', () => {
    expect(words([loading, loading])).toBe('2 groups are still loading.')
    expect(words([done, loading])).toBe('1 group is up to date; 1 is still loading.')
    expect(words([rolling(), loading, { ...loading, hasFailed: true }])).toBe(
      '1 group is rolling out; 1 failed to load and 1 is still loading.',
    )
    expect(words([held, { ...loading, hasFailed: true }])).toBe(
      '1 group is stopped by safe mode; 1 failed to load.',
    )
  })

  test('says that there are no groups', () => {
    expect(words([])).toBe('There are no groups yet.')
  })

  test('dates numbers that are too old to pass for now', () => {
    expect(words([paused], NOW - 25 * MINUTE_MS)).toBe('As of 13:40: 1 group is paused.')
  })
})
