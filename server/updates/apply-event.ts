import { SILENT_AFTER_MS } from '#contract/duration.ts'
import { ROLLBACK_ERROR_CODE } from '#contract/error-code.ts'
import { INSTANCE_STATUS, type InstanceStatus } from '#contract/instance-status.ts'
import { compareVersions } from '#contract/version-order.ts'
import { type NodeRecord, type RecordChange, recordStatus } from './update-record.ts'

/** An event that a node reports, with Omaha's numbers of type and result. */
export interface NodeEvent {
  type: number
  result: number
  previous_version: string
  /** Any 64-bit number; a bigint where a double would lose digits. */
  error_code: number | bigint
}

export interface ReportedEvent extends NodeEvent {
  /** The version of the node in the same request. */
  reported_version: string
}

export const EVENT_TYPE = {
  updateComplete: 3,
  downloadStarted: 13,
  downloadFinished: 14,
  installed: 800,
} as const

export const EVENT_RESULT = { failed: 0, success: 1, successReboot: 2 } as const

export type EventOutcome =
  | { kind: 'ignored' }
  | {
      kind: 'changed'
      change: RecordChange
      /** A failure is recorded in the activity; a completion may end the group's rollout. */
      consequence: 'failure' | 'completion' | 'none'
    }

/** The change that an event makes; `node` is null for an unknown node. The response is `ok` in any case. */
export function applyEvent(
  event: ReportedEvent,
  node: NodeRecord | null,
  application: { isFlatcar: boolean },
  now: Date,
): EventOutcome {
  if (node === null || !node.update_in_progress) return { kind: 'ignored' }
  if (now.getTime() - node.last_check_for_updates.getTime() >= SILENT_AFTER_MS) return { kind: 'ignored' }
  const ended = statusAfter(event, application)
  const rolledBack = ended === INSTANCE_STATUS.complete && isRolledBack(event, node)
  const status = rolledBack ? INSTANCE_STATUS.error : ended
  const failed = status === INSTANCE_STATUS.error
  // Newer updaters report a rollback as a failure with this code.
  const errorCode = rolledBack ? ROLLBACK_ERROR_CODE : event.error_code
  const change = status && recordStatus(node, status, failed ? String(errorCode) : null)
  if (change === null) return { kind: 'ignored' }
  const completed = status === INSTANCE_STATUS.complete
  return { kind: 'changed', change, consequence: failed ? 'failure' : completed ? 'completion' : 'none' }
}

/**
 * Whether a completed update left the node at the version that it updated from: it booted the new version, which failed,
 * and went back.
 */
const isRolledBack = (
  { previous_version, reported_version }: ReportedEvent,
  { last_update_version }: NodeRecord,
): boolean =>
  previous_version === reported_version &&
  last_update_version !== null &&
  compareVersions(reported_version, last_update_version) < 0

/** Null for every other pair of type and result (docs/protocol.md, “Events”). */
function statusAfter(
  { type, result, previous_version }: NodeEvent,
  { isFlatcar }: { isFlatcar: boolean },
): InstanceStatus | null {
  const { updateComplete, downloadStarted, downloadFinished, installed } = EVENT_TYPE
  const { failed, success, successReboot } = EVENT_RESULT
  if (type === downloadStarted && result === success) return INSTANCE_STATUS.downloading
  if (type === downloadFinished && result === success) return INSTANCE_STATUS.downloaded
  if (type === installed && result === success) return INSTANCE_STATUS.installed
  if (type !== updateComplete) return null
  if (result === failed) return INSTANCE_STATUS.error
  if (result === success) return isFlatcar ? null : INSTANCE_STATUS.complete
  if (result !== successReboot) return null
  // Flatcar's updater also reports this at its first boot, without a previous version since there was no update.
  const isFirstBoot = previous_version === '' || previous_version === '0.0.0.0'
  return isFlatcar && isFirstBoot ? INSTANCE_STATUS.undefined : INSTANCE_STATUS.complete
}
