import { INSTANCE_STATUS, type InstanceStatus } from '#contract/instance-status.ts'

const colours: Record<InstanceStatus, string> = {
  [INSTANCE_STATUS.updateGranted]: 'var(--platte-status-granted)',
  [INSTANCE_STATUS.downloading]: 'var(--platte-status-downloading)',
  [INSTANCE_STATUS.downloaded]: 'var(--platte-status-downloaded)',
  [INSTANCE_STATUS.installed]: 'var(--platte-status-installed)',
  [INSTANCE_STATUS.complete]: 'var(--platte-status-complete)',
  [INSTANCE_STATUS.error]: 'var(--platte-status-error)',
  [INSTANCE_STATUS.onHold]: 'var(--platte-status-on-hold)',
  [INSTANCE_STATUS.undefined]: 'var(--platte-status-undefined)',
}

/** A CSS colour for bars and charts, never the only sign of a status. */
export const statusColour = (status: InstanceStatus): string => colours[status]
