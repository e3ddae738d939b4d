import { expect, test } from 'vitest'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { updateAttempts } from '#src/domain/nodes/update-attempts.ts'
import { versionBands } from './version-bands.ts'

const HOUR = 3_600_000
const START = Date.parse('2026-03-04T00:00:00Z')
const { updateGranted, complete, error } = INSTANCE_STATUS

/** One entry an hour, oldest first. */
const attemptsOf = (...steps: [status: number, version: string][]) =>
  updateAttempts(
    steps
      .map(([status, version], hour) => ({
        status,
        version,
        error_code: null,
        created_ts: new Date(START + hour * HOUR).toISOString(),
      }))
      .toReversed(),
    { isWhole: true, version: '2.0.0' },
  )

test('each completed update begins a band, the last one lasts until now, and failures are marks', () => {
  const attempts = attemptsOf(
    [updateGranted, '1.5.0'],
    [complete, '1.5.0'],
    [updateGranted, '2.0.0'],
    [error, '2.0.0'],
    [updateGranted, '2.0.0'],
    [complete, '2.0.0'],
  )
  const { bands, failures } = versionBands(attempts, '2.0.0', START + 10 * HOUR)
  expect(bands).toEqual([
    { version: null, from: START, until: START + HOUR },
    { version: '1.5.0', from: START + HOUR, until: START + 5 * HOUR },
    { version: '2.0.0', from: START + 5 * HOUR, until: START + 10 * HOUR },
  ])
  expect(failures.map(({ at }) => at)).toEqual([START + 3 * HOUR])
})

test('an axis ends with the latest update, where that is of the present minute', () => {
  const attempts = attemptsOf([updateGranted, '1.5.0'], [complete, '1.5.0'], [updateGranted, '2.0.0'])
  const { bands } = versionBands(attempts, '1.5.0', START)
  expect(bands.at(-1)).toEqual({ version: '1.5.0', from: START + HOUR, until: START + 2 * HOUR })
})

test('a node without updates has no axis', () => {
  expect(versionBands([], '2.0.0', START)).toEqual({ bands: [], failures: [] })
})
