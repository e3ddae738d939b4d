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
  test('has its stages in the order in which a node passes them', () => {
    expect(rolloutProgress(stats).stages).toEqual([
      { status: INSTANCE_STATUS.updateGranted, nodes: 3 },
      { status: INSTANCE_STATUS.downloading, nodes: 5 },
      { status: INSTANCE_STATUS.downloaded, nodes: 2 },
      { status: INSTANCE_STATUS.installed, nodes: 7 },
      { status: INSTANCE_STATUS.complete, nodes: 70 },
    ])
  })

  test('names what is missing from the sum, so that the parts add up to the total', () => {
    const { stages, aside, remainder, total } = rolloutProgress(stats)
    const counted = [...stages, ...aside].reduce((sum, { nodes }) => sum + nodes, 0)
    expect(remainder).toBe(2)
    expect(counted + remainder).toBe(total)
  })

  test('has no remainder when every node is counted', () => {
    expect(rolloutProgress({ ...stats, total: 98 }).remainder).toBe(0)
  })
})

test('silent are the nodes of the last 30 days that the last day has not seen', () => {
  expect(silentNodes(stats, { ...stats, total: 112 })).toBe(12)
})

test('two answers read at different moments never make the silent fewer than none', () => {
  expect(silentNodes(stats, { ...stats, total: 99 })).toBe(0)
})
