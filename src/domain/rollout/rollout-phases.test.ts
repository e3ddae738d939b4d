import { expect, test } from 'vitest'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { medianNodes, describePhase } from './rollout-phases.ts'
import { rolloutFixture } from '#src/domain/testing/rollout-fixture.ts'

const phase = (from_status: number, to_status: number, median_seconds: number | null, nodes: number) => ({
  from_status,
  to_status,
  median_seconds,
  nodes,
})
const rollout = rolloutFixture({
  phases: [
    phase(2, 7, 90, 40),
    phase(7, 6, 400, 31),
    phase(6, 5, null, 0),
    phase(5, 4, null, 0),
    phase(6, 4, null, 0),
    phase(2, 4, 1500, 3),
  ],
  steps: [
    { status: 7, nodes: 9, since_ts: '2026-03-04T09:00:00Z', over_timeout: 2, over_timeout_at_least: false },
    {
      status: 6,
      nodes: 700,
      since_ts: '2026-03-04T09:00:00Z',
      over_timeout: 500,
      over_timeout_at_least: true,
    },
  ],
})
const words = (status: keyof typeof INSTANCE_STATUS) =>
  describePhase(rollout, INSTANCE_STATUS[status], '60 minutes')

test('a phase has its median and the nodes that stay in it too long', () => {
  expect(words('updateGranted')).toBe('median 1\u00A0min\u00A030\u00A0s')
  expect(words('downloading')).toBe('median 6\u00A0min\u00A040\u00A0s, 2 nodes for longer than 60 minutes')
  expect(words('downloaded')).toBe('at least 500 nodes for longer than 60 minutes')
  expect(words('installed')).toBeNull()
  expect(words('complete')).toBe('median 25\u00A0min from grant to completion')
})

test('where nodes report no installation, the time from download to completion counts', () => {
  const phases = [phase(6, 5, null, 0), phase(5, 4, null, 0), phase(6, 4, 3600, 12), phase(2, 4, 4000, 12)]
  const { downloaded } = INSTANCE_STATUS
  expect(describePhase(rolloutFixture({ phases }), downloaded, '60 minutes')).toBe('median 1\u00A0h')
})

test('the medians cover as many nodes as the phase with the most', () => {
  expect(medianNodes(rollout)).toBe(40)
  expect(medianNodes(rolloutFixture())).toBe(0)
})
