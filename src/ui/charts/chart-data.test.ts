import { describe, expect, test } from 'vitest'
import { bandLabels } from './chart-data.ts'

const series = ['2.0.0', '1.9.0', '1.0.0'].map((key) => ({ key, label: key, colour: 'red' }))
const points = [
  { time: 0, values: [0, 0, 100] },
  { time: 1, values: [60, 2, 38] },
]

describe('the names of bands', () => {
  test('stand in the middle of each band at its end, if it is high enough for a line', () => {
    expect(bandLabels({ series, points }, 'count', 200)).toEqual([
      { key: '2.0.0', text: '2.0.0', middle: 30 },
      { key: '1.0.0', text: '1.0.0', middle: 81 },
    ])
  })

  test('stand at shares of the last stack where shares are drawn', () => {
    expect(bandLabels({ series, points }, 'share', 200).map(({ middle }) => middle)).toEqual([0.3, 0.81])
  })

  test('are none without nodes', () => {
    expect(bandLabels({ series, points: [{ time: 0, values: [0, 0, 0] }] }, 'count', 200)).toEqual([])
    expect(bandLabels({ series, points: [] }, 'share', 200)).toEqual([])
  })
})
