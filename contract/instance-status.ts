/** What an instance last told of its update, by its number on the wire. */
export const INSTANCE_STATUS = {
  undefined: 1,
  updateGranted: 2,
  error: 3,
  complete: 4,
  installed: 5,
  downloaded: 6,
  downloading: 7,
  onHold: 8,
} as const

export type InstanceStatus = (typeof INSTANCE_STATUS)[keyof typeof INSTANCE_STATUS]

/** `status=0` in a list means every status. */
export const ANY_STATUS = 0
