import type { StatusHistoryEntry } from '#contract/instance.ts'
import { explainUpdateError, type UpdateError } from '#src/domain/nodes/explain-update-error.ts'

/** One entry of a node's update history. */
export interface HistoryRow {
  key: string
  status: number
  /** The version to update to; null for a node put on hold before its first grant. */
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
      version,
      since: Date.parse(created_ts),
      until: next ? Date.parse(next.created_ts) : null,
      error: explainUpdateError(error_code),
      errorCode: error_code,
    }
  })
}
