import { expect, test } from 'vitest'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { MINUTE_MS } from '#contract/time-units.ts'
import { updateAttempts } from './update-attempts.ts'

const {
  updateGranted,
  downloading,
  downloaded,
  installed,
  complete,
  error,
  onHold,
  undefined: reset,
} = INSTANCE_STATUS
const START = Date.parse('2026-03-04T12:00:00Z')

type Step = readonly [status: number, version: string | null, code?: string]

/** A history with one entry a minute, oldest first. */
const attemptsOf = (
  steps: readonly Step[],
  { isWhole = true, version = '1.0.0' }: { isWhole?: boolean; version?: string | null } = {},
) =>
  updateAttempts(
    steps
      .map(([status, version, error_code = null], minute) => ({
        status,
        version,
        error_code,
        created_ts: new Date(START + minute * MINUTE_MS).toISOString(),
      }))
      .toReversed(),
    { isWhole, version },
  )

/** "1.0.0 → 2.0.0 complete". */
const summaries = (...args: Parameters<typeof attemptsOf>) =>
  attemptsOf(...args).map(({ from, to, ending }) => `${from ?? '?'} → ${to ?? '?'} ${ending}`)

const update = (version: string): Step[] => [
  [updateGranted, version],
  [downloading, version],
  [downloaded, version],
  [installed, version],
  [complete, version],
]

test('an update has a wait, its steps with their lengths, and an end', () => {
  const [attempt] = attemptsOf([[onHold, null], ...update('2.0.0')], { version: '2.0.0' })
  expect(attempt).toMatchObject({
    to: '2.0.0',
    ending: 'complete',
    since: START,
    until: START + 5 * MINUTE_MS,
  })
  expect(attempt?.steps.map(({ status, since, until }) => [status, (until ?? 0) - since])).toEqual(
    [onHold, updateGranted, downloading, downloaded, installed].map((status) => [status, MINUTE_MS]),
  )
})

test('each update begins at the version of the one before, the newest first', () => {
  expect(summaries([...update('1.5.0'), ...update('2.0.0')], { version: '2.0.0' })).toEqual([
    '1.5.0 → 2.0.0 complete',
    '? → 1.5.0 complete',
  ])
})

test('a node on hold waits for a version that its history does not name, and never for the one it runs', () => {
  expect(summaries([...update('2.0.0'), [onHold, '2.0.0']], { version: '2.0.0' })).toEqual([
    '2.0.0 → ? waiting',
    '? → 2.0.0 complete',
  ])
})

test('a failure ends an update, and the node is granted it again', () => {
  const failures: Step[] = [
    [updateGranted, '2.0.0'],
    [error, '2.0.0', '9'],
    [updateGranted, '2.0.0'],
  ]
  expect(summaries(failures)).toEqual(['1.0.0 → 2.0.0 in-progress', '1.0.0 → 2.0.0 failed'])
  expect(attemptsOf(failures)[1]?.errorCode).toBe('9')
})

test('code 44 is a rollback, with and without flags', () => {
  const code = String(44 + 2 ** 28)
  expect(
    summaries([
      [updateGranted, '2.0.0'],
      [error, '2.0.0', '44'],
      [updateGranted, '2.0.0'],
      [error, '2.0.0', code],
    ]),
  ).toEqual(['1.0.0 → 2.0.0 rolled-back', '1.0.0 → 2.0.0 rolled-back'])
})

test('a completed update was rolled back where the node gets it again, or runs an older version', () => {
  expect(summaries([...update('2.0.0'), ...update('2.0.0')], { version: '1.0.0' })).toEqual([
    '1.0.0 → 2.0.0 rolled-back',
    '1.0.0 → 2.0.0 rolled-back',
  ])
  expect(summaries(update('2.0.0'), { version: null })).toEqual(['? → 2.0.0 complete'])
})

test('an update that took too long has timed out when it is granted again or the node is put on hold', () => {
  expect(
    summaries([
      [updateGranted, '2.0.0'],
      [downloading, '2.0.0'],
      [updateGranted, '2.0.0'],
      [onHold, '2.0.0'],
    ]),
  ).toEqual(['1.0.0 → ? waiting', '1.0.0 → 2.0.0 timed-out', '1.0.0 → 2.0.0 timed-out'])
})

test('another version supersedes an update that has not finished', () => {
  expect(
    summaries([
      [updateGranted, '2.0.0'],
      [updateGranted, '3.0.0'],
    ]),
  ).toEqual(['1.0.0 → 3.0.0 in-progress', '1.0.0 → 2.0.0 superseded'])
})

test('a first boot is no update, and a cut history begins in the middle of one', () => {
  expect(summaries([[reset, null]])).toEqual(['1.0.0 → ? first-boot'])
  expect(summaries(update('2.0.0').slice(3), { isWhole: false })).toEqual(['? → 2.0.0 rolled-back'])
  expect(attemptsOf([])).toEqual([])
})

test('ten thousand entries are grouped, and an update keeps its key when older entries are loaded', () => {
  const steps = Array.from({ length: 2000 }, () => update('2.0.0')).flat()
  const all = attemptsOf(steps, { version: null })
  expect(all).toHaveLength(2000)
  const part = attemptsOf(steps.slice(5000), { isWhole: false, version: null })
  expect(part.length).toBe(1000)
  expect(new Set(all.map(({ key }) => key)).size).toBe(2000)
})
