import { expect, test } from 'vitest'
import { stackedPaths } from './stacked-paths.ts'

const series = [
  { key: 'a', label: 'a', colour: 'red' },
  { key: 'b', label: 'b', colour: 'blue' },
]

test('areas stand on each other, and the highest stack fills the square', () => {
  const points = [
    { time: 0, values: [1, 1] },
    { time: 10, values: [3, 1] },
  ]
  expect(stackedPaths({ series, points })).toEqual([
    { key: 'a', colour: 'red', path: 'M0 0.75L1 0.25L1 1L0 1Z' },
    { key: 'b', colour: 'blue', path: 'M0 0.5L1 0L1 0.25L0 0.75Z' },
  ])
})

test('there is nothing to draw without nodes, or at a single point', () => {
  expect(stackedPaths({ series, points: [{ time: 0, values: [1, 1] }] })).toEqual([])
  expect(
    stackedPaths({
      series,
      points: [
        { time: 0, values: [0, 0] },
        { time: 1, values: [0, 0] },
      ],
    }),
  ).toEqual([])
})
