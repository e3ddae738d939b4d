import { describe, expect, test } from 'vitest'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { rolloutProgress, silentNodes } from './rollout-progress.ts'

const stats = {
  total: 100,
  undefined: 4,
  update_granted: 3,
  downloading: 5,
  downloaded: 2,
  installed: 7,
  complete: 70,
  error: 1,
  onhold: 6,
}

describe('the progress of a rollout', () => {
  test('lists its stages in the order in which a node passes through them', () => {
    expect(rolloutProgress(stats).stages).toEqual([
      { status: INSTANCE_STATUS.updateGranted, nodes: 3 },
      { status: INSTANCE_STATUS.downloading, nodes: 5 },
      { status: INSTANCE_STATUS.downloaded, nodes: 2 },
      { status: INSTANCE_STATUS.installed, nodes: 7 },
      { status: INSTANCE_STATUS.complete, nodes: 70 },
    ])
  })

  test('has a remainder, so that its parts add up to the total', () => {
    const { stages, others, remainder, total } = rolloutProgress(stats)
    const counted = [...stages, ...others].reduce((sum, { nodes }) => sum + nodes, 0)
    expect(remainder).toBe(2)
    expect(counted + remainder).toBe(total)
  })

  test('has no remainder when every node is counted', () => {
    expect(rolloutProgress({ ...stats, total: 98 }).remainder).toBe(0)
  })
})

test('nodes seen in the last 30 days but not in the last 24 hours are silent', () => {
  expect(silentNodes(stats, { ...stats, total: 112 })).toBe(12)
})

test('counts read at different times never make the silent nodes negative', () => {
  expect(silentNodes(stats, { ...stats, total: 99 })).toBe(0)
})
