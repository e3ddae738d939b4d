import { INSTANCE_STATUS, type InstanceStatus, isInProgress } from '#contract/instance-status.ts'

interface StatusName {
  /** A word or two, for a badge or a column. */
  label: string
  /** One sentence that says what it means. */
  explanation: string
  tone: 'neutral' | 'moving' | 'good' | 'bad' | 'waiting'
}

const names: Record<InstanceStatus, StatusName> = {
  [INSTANCE_STATUS.undefined]: {
    label: 'No report yet',
    explanation: 'The node checks in and has not reported on an update yet.',
    tone: 'neutral',
  },
  [INSTANCE_STATUS.updateGranted]: {
    label: 'Granted',
    explanation: 'The server granted the node an update; the download has not started.',
    tone: 'moving',
  },
  [INSTANCE_STATUS.downloading]: {
    label: 'Downloading',
    explanation: 'The node is downloading its update.',
    tone: 'moving',
  },
  [INSTANCE_STATUS.downloaded]: {
    label: 'Downloaded',
    explanation: 'The node has downloaded its update and not yet installed it.',
    tone: 'moving',
  },
  [INSTANCE_STATUS.installed]: {
    label: 'Installed',
    explanation: 'The update is installed and takes effect when the node reboots.',
    tone: 'moving',
  },
  [INSTANCE_STATUS.complete]: {
    label: 'Complete',
    explanation: 'The last update is complete, and the node runs it.',
    tone: 'good',
  },
  [INSTANCE_STATUS.error]: {
    label: 'Error',
    explanation: 'The last update failed on the node.',
    tone: 'bad',
  },
  [INSTANCE_STATUS.onHold]: {
    label: 'On hold',
    explanation:
      'The policy’s limit was reached when the node checked in. It gets the update later, unless it runs the target by now.',
    tone: 'waiting',
  },
}

const isInstanceStatus = (status: number): status is InstanceStatus => status in names

/** A status in words; null and unknown numbers read as "No report yet". */
export function describeNodeStatus(status: number | null): StatusName {
  return names[status !== null && isInstanceStatus(status) ? status : INSTANCE_STATUS.undefined]
}

/** "update to 2.0.0", where the status is about the last granted update; null for others. */
export const describeGrantedUpdate = (status: number | null, version: string | null): string | null =>
  version && (isInProgress(status) || status === INSTANCE_STATUS.error) ? `update to ${version}` : null
