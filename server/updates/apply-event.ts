import { DAY_MS } from '#contract/time-units.ts'
import { INSTANCE_STATUS, type InstanceStatus } from '#contract/instance-status.ts'
import { type RecordChange, recordStatus, type UpdateRecord } from './update-record.ts'

/** What a node tells of its update; type and result by their numbers in Omaha. */
export interface NodeEvent {
  type: number
  result: number
  previous_version: string
  /** Any 64-bit number; beyond what a double holds it is kept to the digit. */
  error_code: number | bigint
}

export interface EventRecipient extends UpdateRecord {
  last_check_for_updates: Date
}

export type EventOutcome =
  | { kind: 'ignored' }
  | {
      kind: 'changed'
      change: RecordChange
      /** A failure goes into the activity; a completion may end the group's rollout. */
      consequence: 'failure' | 'completion' | 'none'
    }

/** A node that was silent for longer is a stranger: what it tells of an update counts for nothing. */
export const SEEN_RECENTLY_MS = DAY_MS

const UPDATE_COMPLETE = 3
const DOWNLOAD_STARTED = 13
const DOWNLOAD_FINISHED = 14
const INSTALLED = 800

const FAILED = 0
const SUCCESS = 1
const SUCCESS_REBOOT = 2

/** What an event changes; `node` is null where it is unknown. The answer to the node is the same in any case. */
export function applyEvent(
  event: NodeEvent,
  node: EventRecipient | null,
  application: { isFlatcar: boolean },
  now: Date,
): EventOutcome {
  if (node === null || !node.update_in_progress) return { kind: 'ignored' }
  if (now.getTime() - node.last_check_for_updates.getTime() >= SEEN_RECENTLY_MS) return { kind: 'ignored' }
  const status = statusAfter(event, application)
  const failed = status === INSTANCE_STATUS.error
  const change = status && recordStatus(node, status, failed ? String(event.error_code) : null)
  if (change === null) return { kind: 'ignored' }
  const completed = status === INSTANCE_STATUS.complete
  return { kind: 'changed', change, consequence: failed ? 'failure' : completed ? 'completion' : 'none' }
}

/** Null for every pair of type and result that says nothing here. */
function statusAfter(
  { type, result, previous_version }: NodeEvent,
  { isFlatcar }: { isFlatcar: boolean },
): InstanceStatus | null {
  if (type === DOWNLOAD_STARTED && result === SUCCESS) return INSTANCE_STATUS.downloading
  if (type === DOWNLOAD_FINISHED && result === SUCCESS) return INSTANCE_STATUS.downloaded
  if (type === INSTALLED && result === SUCCESS) return INSTANCE_STATUS.installed
  if (type !== UPDATE_COMPLETE) return null
  if (result === FAILED) return INSTANCE_STATUS.error
  if (result === SUCCESS) return isFlatcar ? null : INSTANCE_STATUS.complete
  if (result !== SUCCESS_REBOOT) return null
  // Flatcar's updater says so at its first boot too, when there was no update.
  const cameFromNowhere = previous_version === '' || previous_version === '0.0.0.0'
  return isFlatcar && cameFromNowhere ? INSTANCE_STATUS.undefined : INSTANCE_STATUS.complete
}
