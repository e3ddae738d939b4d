import { describe, expect, test } from 'vitest'
import { HOUR_MS } from '#contract/time-units.ts'
import { comparedCurves, rolloutCurves, shareAt } from './compare-rollouts.ts'
import type { GroupEvent } from './group-events.ts'

const at = (hour: number) => hour * HOUR_MS
const started = (version: string, hour: number): GroupEvent => ({
  id: version,
  kind: 'rollout-started',
  time: at(hour),
  version,
  words: '',
})
const timeline = (points: Record<number, Record<string, number>>) =>
  Object.fromEntries(
    Object.entries(points).map(([hour, counts]) => [new Date(at(Number(hour))).toISOString(), counts]),
  )

const TWO_ROLLOUTS = timeline({
  0: { '1.0.0': 10 },
  10: { '1.0.0': 10 },
  20: { '1.0.0': 2, '2.0.0': 8 },
  30: { '2.0.0': 10 },
  50: { '2.0.0': 9, '3.0.0': 1 },
  60: { '2.0.0': 8, '3.0.0': 2 },
})
const EVENTS = [started('2.0.0', 10), started('3.0.0', 40), started('2.0.0', 35)]

describe('rollouts laid over each other', () => {
  test('begin at their start and end with the next, the newest first', () => {
    expect(rolloutCurves(TWO_ROLLOUTS, EVENTS)).toEqual([
      {
        version: '3.0.0',
        startedAt: at(40),
        points: [
          { elapsed: 0, share: 0 },
          { elapsed: at(10), share: 0.1 },
          { elapsed: at(20), share: 0.2 },
        ],
      },
      {
        version: '2.0.0',
        startedAt: at(10),
        points: [
          { elapsed: 0, share: 0 },
          { elapsed: 0, share: 0 },
          { elapsed: at(10), share: 0.8 },
          { elapsed: at(20), share: 1 },
        ],
      },
    ])
  })

  test('have a share between their points, and the last one after their end', () => {
    const points = [
      { elapsed: 0, share: 0 },
      { elapsed: 10, share: 0.5 },
    ]
    expect([0, 5, 10, 99].map((elapsed) => shareAt({ points }, elapsed))).toEqual([0, 0.25, 0.5, 0.5])
  })
})

test('a rollout is compared with the three before it, or with any that was chosen', () => {
  const curves = ['6', '5', '4', '3', '2'].map((version) => ({ version, startedAt: 0, points: [] }))
  const compared = (version: string, other: string) =>
    comparedCurves(curves, { version, other }).map((curve) => curve.version)
  expect(compared('', '')).toEqual(['6', '5', '4', '3'])
  expect(compared('4', '')).toEqual(['4', '3', '2'])
  expect(compared('3', '6')).toEqual(['3', '6'])
  expect(compared('unknown', 'unknown')).toEqual(['6', '5', '4', '3'])
  expect(compared('3', '3')).toEqual(['3', '2'])
})
