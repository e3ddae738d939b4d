import { INSTANCE_STATUS } from '#contract/instance-status.ts'

/** What a node tells of its update; type and result by their numbers in Omaha. */
export interface NodeEvent {
  type: number
  result: number
  previous_version: string
  error_code: number
}

/** What the server knows of the node when the event comes; null where it doesn't know it. */
export interface EventRecipient {
  status: number | null
  update_in_progress: boolean
  last_check_for_updates: Date
}

/** The status that an event asks for; `complete` may end the group's rollout, `error` is told in the activity. */
export type EventStatus =
  | typeof INSTANCE_STATUS.undefined
  | typeof INSTANCE_STATUS.error
  | typeof INSTANCE_STATUS.complete
  | typeof INSTANCE_STATUS.installed
  | typeof INSTANCE_STATUS.downloaded
  | typeof INSTANCE_STATUS.downloading

export type EventOutcome =
  | { kind: 'ignored' }
  /** `error_code` is the node's own, null unless it failed. */
  | { kind: 'status'; status: EventStatus; error_code: string | null }

/** A node that was silent for longer is a stranger: what it tells of an update counts for nothing. */
export const SEEN_RECENTLY_MS = 24 * 60 * 60 * 1000

const UPDATE_COMPLETE = 3
const DOWNLOAD_STARTED = 13
const DOWNLOAD_FINISHED = 14
const INSTALLED = 800

const FAILED = 0
const SUCCESS = 1
const SUCCESS_REBOOT = 2

/** What an event changes. The answer to the node is the same in any case. */
export function applyEvent(
  event: NodeEvent,
  node: EventRecipient | null,
  application: { isFlatcar: boolean },
  now: Date,
): EventOutcome {
  if (node === null || !node.update_in_progress) return { kind: 'ignored' }
  if (now.getTime() - node.last_check_for_updates.getTime() >= SEEN_RECENTLY_MS) return { kind: 'ignored' }
  const status = statusAfter(event, application)
  if (status === null || status === node.status) return { kind: 'ignored' }
  const error_code = status === INSTANCE_STATUS.error ? String(event.error_code) : null
  return { kind: 'status', status, error_code }
}

function statusAfter(
  { type, result, previous_version }: NodeEvent,
  { isFlatcar }: { isFlatcar: boolean },
): EventStatus | null {
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
