import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import type { StatusHistoryEntry } from '#contract/instance.ts'
import { plural } from '#src/lib/format-number.ts'
import { explainUpdateError } from './explain-update-error.ts'

/** Failed updates of a node since its last completed one. */
export interface FailuresInARow {
  times: number
  /** Older entries that are not loaded may hold more. */
  isAtLeast: boolean
  /** The code of all of them as sent; null where they differ, or had none. */
  errorCode: string | null
}

/**
 * A node that fails is granted its update again, even in the request that reports the failure, so its status alone does not
 * show it.
 * @param entries newest first
 * @param isWhole whether these are all entries of the node
 * @returns null below two failures, which are no pattern yet
 */
export function failuresInARow(
  entries: readonly StatusHistoryEntry[],
  isWhole: boolean,
): FailuresInARow | null {
  const completed = entries.findIndex(({ status }) => status === INSTANCE_STATUS.complete)
  const since = completed === -1 ? entries : entries.slice(0, completed)
  const failed = since.filter(({ status }) => status === INSTANCE_STATUS.error)
  const [latest] = failed
  if (!latest || failed.length < 2) return null
  return {
    times: failed.length,
    isAtLeast: completed === -1 && !isWhole,
    errorCode: failed.every(({ error_code }) => error_code === latest.error_code) ? latest.error_code : null,
  }
}

/** "The last 5 updates of this node failed, each with code 44: …". */
export function describeFailuresInARow({ times, isAtLeast, errorCode }: FailuresInARow): string {
  const error = explainUpdateError(errorCode)
  const each = error ? `, each with code ${error.code}: ${error.summary}` : '.'
  return `The last ${plural(times, 'update')}${isAtLeast ? ' or more' : ''} of this node failed${each}`
}
