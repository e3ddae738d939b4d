import { MINUTE_MS } from '#contract/time-units.ts'
import { expect, test } from 'vitest'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { historyRows } from './history-rows.ts'

const entry = (status: number, created_ts: string, error_code: string | null = null) => ({
  status,
  version: '1.1.0',
  created_ts,
  error_code,
})

test('an entry lasts until the next one, and the latest has no end', () => {
  const rows = historyRows([
    entry(INSTANCE_STATUS.complete, '2026-08-06T12:30:00Z'),
    entry(INSTANCE_STATUS.installed, '2026-08-06T12:20:00Z'),
    entry(INSTANCE_STATUS.updateGranted, '2026-08-06T14:10:00+02:00'),
  ])
  expect(rows.map(({ since, until }) => until && (until - since) / MINUTE_MS)).toEqual([null, 10, 10])
})

test('an error is explained and keeps the code as the node sent it', () => {
  const [row] = historyRows([entry(INSTANCE_STATUS.error, '2026-08-06T12:30:00Z', String(9 + 2 ** 28))])
  expect(row).toMatchObject({
    errorCode: '268435465',
    error: { code: 9, summary: 'The download broke off.' },
  })
})

test('entries of the same moment have different keys', () => {
  const rows = historyRows([entry(3, '2026-08-06T12:30:00Z'), entry(2, '2026-08-06T12:30:00Z')])
  expect(new Set(rows.map(({ key }) => key)).size).toBe(2)
})

test('a row keeps its key when older entries are loaded', () => {
  const [newest, older] = [entry(4, '2026-08-06T12:30:00Z'), entry(2, '2026-08-06T12:10:00Z')]
  expect(historyRows([newest, older])[0]?.key).toBe(historyRows([newest])[0]?.key)
})

test('a node on hold names no version: the server repeats the one that the node runs already', () => {
  const rows = historyRows([
    entry(INSTANCE_STATUS.onHold, '2026-08-06T12:40:00Z'),
    entry(INSTANCE_STATUS.complete, '2026-08-06T12:30:00Z'),
  ])
  expect(rows.map(({ version }) => version)).toEqual([null, '1.1.0'])
})
