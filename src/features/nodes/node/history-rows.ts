import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import type { StatusHistoryEntry } from '#contract/instance.ts'
import { explainUpdateError, type UpdateError } from '#src/domain/nodes/explain-update-error.ts'

/** One entry of a node's update history. */
export interface HistoryRow {
  key: string
  status: number
  /** The version that the node was granted; null for a node on hold, which waits for one that no entry names. */
  version: string | null
  /** In ms. */
  since: number
  /** Time of the next entry, in ms; null for the latest. */
  until: number | null
  error: UpdateError | null
  /** The code as the node sent it. */
  errorCode: string | null
}

/** @param entries newest first, as the server returns them */
export function historyRows(entries: readonly StatusHistoryEntry[]): HistoryRow[] {
  return entries.map(({ status, version, created_ts, error_code }, index) => {
    const next = entries[index - 1]
    return {
      key: `${created_ts} ${status}`,
      status,
      // Servers repeat the version of the grant before, which the node runs by then.
      version: status === INSTANCE_STATUS.onHold ? null : version,
      since: Date.parse(created_ts),
      until: next ? Date.parse(next.created_ts) : null,
      error: explainUpdateError(error_code),
      errorCode: error_code,
    }
  })
}
