import { expect, test } from 'vitest'
import { isCheckpointDue } from './checkpoint-due.ts'

const MINUTE = 60_000
const MB = 1024 * 1024
const last = { position: 100 * MB, time: 0 }

test('a checkpoint is due at the start, over what a killed process may have left', () => {
  expect(isCheckpointDue(null, last)).toBe(true)
})

test('a checkpoint is due five minutes after the last one, if anything was written', () => {
  expect(isCheckpointDue(last, { position: 100 * MB + 1, time: 5 * MINUTE - 1 })).toBe(false)
  expect(isCheckpointDue(last, { position: 100 * MB + 1, time: 5 * MINUTE })).toBe(true)
  expect(isCheckpointDue(last, { position: 100 * MB, time: 60 * MINUTE })).toBe(false)
})

test('a checkpoint is due at once after 32 megabytes', () => {
  expect(isCheckpointDue(last, { position: 132 * MB - 1, time: 1 })).toBe(false)
  expect(isCheckpointDue(last, { position: 132 * MB, time: 1 })).toBe(true)
})
