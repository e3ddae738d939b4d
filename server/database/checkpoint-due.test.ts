import { MINUTE_MS } from '#contract/time-units.ts'
import { expect, test } from 'vitest'
import { isCheckpointDue } from './checkpoint-due.ts'

const MB = 1024 * 1024
const last = { position: 100 * MB, time: 0 }

test('a checkpoint is due at the start, since a killed process may have left writes', () => {
  expect(isCheckpointDue(null, last)).toBe(true)
})

test('a checkpoint is due five minutes after the last one where anything was written', () => {
  expect(isCheckpointDue(last, { position: 100 * MB + 1, time: 5 * MINUTE_MS - 1 })).toBe(false)
  expect(isCheckpointDue(last, { position: 100 * MB + 1, time: 5 * MINUTE_MS })).toBe(true)
  expect(isCheckpointDue(last, { position: 100 * MB, time: 60 * MINUTE_MS })).toBe(false)
})

test('a checkpoint is due at once after 32 megabytes', () => {
  expect(isCheckpointDue(last, { position: 132 * MB - 1, time: 1 })).toBe(false)
  expect(isCheckpointDue(last, { position: 132 * MB, time: 1 })).toBe(true)
})
