import { INSTANCE_STATUS, type InstanceStatus } from '#contract/instance-status.ts'

/** What the server remembers of a node's updates of one application. */
export interface UpdateRecord {
  version: string
  status: number | null
  last_update_granted_ts: Date | null
  /** The version of its latest grant. */
  last_update_version: string | null
  update_in_progress: boolean
}

/** One row of a node's update history. */
export interface HistoryEntry {
  status: InstanceStatus
  /** Of the grant it belongs to; null before the first one. */
  version: string | null
  /** As the node sent it; null unless it failed. */
  error_code: string | null
}

export interface RecordChange {
  record: UpdateRecord
  history: HistoryEntry
}

/** An update is over with these, however it ended. */
const ENDINGS: readonly InstanceStatus[] = [
  INSTANCE_STATUS.complete,
  INSTANCE_STATUS.error,
  INSTANCE_STATUS.undefined,
  INSTANCE_STATUS.onHold,
]

/** The node may update to `version`. Null when it holds a grant already, which then stays as it is. */
export function recordGrant(record: UpdateRecord, version: string, now: Date): RecordChange | null {
  return recordStatus(
    { ...record, last_update_granted_ts: now, last_update_version: version, update_in_progress: true },
    INSTANCE_STATUS.updateGranted,
  )
}

/** Null when the node is in that status already: then nothing is written. */
export function recordStatus(
  record: UpdateRecord,
  status: InstanceStatus,
  error_code: string | null = null,
): RecordChange | null {
  if (record.status === status) return null
  const granted = record.last_update_version
  return {
    record: {
      ...record,
      status,
      version: status === INSTANCE_STATUS.complete ? (granted ?? record.version) : record.version,
      update_in_progress: record.update_in_progress && !ENDINGS.includes(status),
    },
    history: { status, version: granted, error_code },
  }
}
