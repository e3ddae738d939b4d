import { INSTANCE_STATUS, type InstanceStatus } from '#contract/instance-status.ts'

/** The server's record of a node's updates of one application. */
export interface UpdateRecord {
  version: string
  status: number | null
  last_update_granted_ts: Date | null
  /** The version of its latest grant. */
  last_update_version: string | null
  update_in_progress: boolean
}

export interface NodeRecord extends UpdateRecord {
  last_check_for_updates: Date
}

/** One row of a node's update history. */
export interface HistoryEntry {
  status: InstanceStatus
  /** The version of its grant; null before the first grant. */
  version: string | null
  /** As the node reported it; null unless the update failed. */
  error_code: string | null
}

export interface RecordChange {
  record: UpdateRecord
  history: HistoryEntry
}

/** The statuses that end an update. */
const ENDINGS: readonly InstanceStatus[] = [
  INSTANCE_STATUS.complete,
  INSTANCE_STATUS.error,
  INSTANCE_STATUS.undefined,
  INSTANCE_STATUS.onHold,
]

/** Grants the node an update to `version`. Null when it already holds a grant, which stays as it is. */
export function recordGrant(record: UpdateRecord, version: string, now: Date): RecordChange | null {
  return recordStatus(
    { ...record, last_update_granted_ts: now, last_update_version: version, update_in_progress: true },
    INSTANCE_STATUS.updateGranted,
  )
}

/** Null when the node already has that status: nothing to write. */
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
