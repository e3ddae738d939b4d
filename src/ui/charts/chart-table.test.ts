import { expect, test } from 'vitest'
import { timelineTable } from './chart-table.ts'

const timeline = {
  series: [
    { key: '2', label: '2.0.0', colour: '' },
    { key: '1', label: '1.0.0', colour: '' },
  ],
  points: [
    { time: Date.UTC(2026, 7, 6, 10), values: [0, 0] },
    { time: Date.UTC(2026, 7, 6, 11), values: [1, 2] },
  ],
}

test('the table of a timeline has the counts that the chart shows', () => {
  expect(timelineTable(timeline, 'count')).toEqual({
    header: ['Time (UTC)', '2.0.0', '1.0.0'],
    rows: [
      ['2026-08-06T10:00:00.000Z', 0, 0],
      ['2026-08-06T11:00:00.000Z', 1, 2],
    ],
  })
})

test('shares are in percent, and a share of nothing is empty', () => {
  expect(timelineTable(timeline, 'share')).toEqual({
    header: ['Time (UTC)', '2.0.0 (%)', '1.0.0 (%)'],
    rows: [
      ['2026-08-06T10:00:00.000Z', null, null],
      ['2026-08-06T11:00:00.000Z', 33.3, 66.7],
    ],
  })
})
