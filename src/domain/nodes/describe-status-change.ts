import { INSTANCE_STATUS, type InstanceStatus } from '#contract/instance-status.ts'

/** What happened when a node reached a status, as a sentence for its history. */
const events: Record<InstanceStatus, string> = {
  [INSTANCE_STATUS.undefined]: 'The node started over.',
  [INSTANCE_STATUS.updateGranted]: 'The server granted the update.',
  [INSTANCE_STATUS.downloading]: 'The node began to download.',
  [INSTANCE_STATUS.downloaded]: 'The download was complete.',
  [INSTANCE_STATUS.installed]: 'The update was installed, to take effect with a reboot.',
  [INSTANCE_STATUS.complete]: 'The node runs the new version.',
  [INSTANCE_STATUS.error]: 'The update failed.',
  [INSTANCE_STATUS.onHold]: 'The node checked in and had to wait: the policy’s limit was reached.',
}

const isInstanceStatus = (status: number): status is InstanceStatus => status in events

export const describeStatusChange = (status: number): string =>
  isInstanceStatus(status)
    ? events[status]
    : `The server recorded status ${status}, which Platte does not know.`
