import { INSTANCE_STATUS, type InstanceStatus } from '#contract/instance-status.ts'

/** Updates in progress are blue and darken with each step, complete is teal: distinguishable with red-green colour blindness. */
const colours: Record<InstanceStatus, string> = {
  [INSTANCE_STATUS.updateGranted]: 'light-dark(#b5d0f5, #2c4a75)',
  [INSTANCE_STATUS.downloading]: 'light-dark(#86b0ec, #3d6cb0)',
  [INSTANCE_STATUS.downloaded]: 'light-dark(#4c86d8, #5f93dd)',
  [INSTANCE_STATUS.installed]: 'light-dark(#1f5fbf, #93bbf5)',
  [INSTANCE_STATUS.complete]: 'light-dark(#0f7c74, #3fb5a8)',
  [INSTANCE_STATUS.error]: 'light-dark(#b3261e, #ff8a7f)',
  [INSTANCE_STATUS.onHold]: 'light-dark(#e0a83c, #d19a34)',
  [INSTANCE_STATUS.undefined]: 'light-dark(#b9c0c9, #56606c)',
}

/** A CSS colour for bars and charts, never the only sign of a status. */
export const statusColour = (status: InstanceStatus): string => colours[status]
