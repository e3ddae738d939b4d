import { describe, expect, test } from 'vitest'
import type { InstanceStats } from '#contract/group-statistics.ts'
import { stalledPhase, stalledSince } from './stalled-rollout.ts'
import { group, stats } from '#src/domain/testing/group-fixture.ts'

/** Of 200 nodes. */
const phaseOf = (lastDay: InstanceStats, atTarget = 4) => stalledPhase({ nodes: 200, atTarget }, lastDay)

describe('the phase of a stalled rollout', () => {
  test('is the one with most of the nodes in progress', () => {
    expect(phaseOf(stats({ update_granted: 3, downloaded: 40, error: 100 }))).toEqual({
      status: 6,
      nodes: 40,
      words: '40 nodes downloaded, not rebooted',
    })
    expect(phaseOf(stats({ downloading: 1 }))?.words).toBe('1 node downloading, not finished')
  })

  test('is the later of two with as many nodes', () => {
    expect(phaseOf(stats({ update_granted: 5, installed: 5 }))?.words).toBe('5 nodes installed, not rebooted')
  })

  test('is the failed nodes, then those on hold, when none is in progress', () => {
    expect(phaseOf(stats({ error: 2, onhold: 90 }))?.words).toBe('2 nodes failed, not granted again')
    expect(phaseOf(stats({ onhold: 90, complete: 4 }))?.words).toBe('90 nodes on hold, not granted')
    expect(phaseOf(stats({ complete: 4 }))).toBeNull()
  })

  test('has no more nodes on hold than are below the target', () => {
    expect(phaseOf(stats({ onhold: 90 }), 170)?.words).toBe('30 nodes on hold, not granted')
    expect(phaseOf(stats({ error: 2, onhold: 90 }), 200)).toBeNull()
  })
})

test('a rollout has stalled when its policy no longer explains the gap', () => {
  const policy = group(1)
  const startedTs = '2026-03-04T08:00:00Z'
  const last = '2026-03-04T09:00:00Z'
  const at = (time: string) => stalledSince(policy, { startedTs, lastCompletionTs: last }, Date.parse(time))
  // 15 minutes of a period, 60 of an update, 50 until the next check-in.
  expect(at('2026-03-04T11:05:00Z')).toBeNull()
  expect(at('2026-03-04T11:05:01Z')).toBe(Date.parse(last))
})
