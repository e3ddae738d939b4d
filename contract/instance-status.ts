/** The status that a node last reported for its update, by its number on the wire. */
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

/** A status by its name, as in the dashboard's URLs. */
export type StatusName = keyof typeof INSTANCE_STATUS
export const STATUS_NAMES = Object.keys(INSTANCE_STATUS).filter(
  (name): name is StatusName => name in INSTANCE_STATUS,
)

/** In the order of an update that was granted and has not ended. */
export const IN_PROGRESS_NAMES = [
  'updateGranted',
  'downloading',
  'downloaded',
  'installed',
] as const satisfies StatusName[]
export const IN_PROGRESS_STATUSES: readonly number[] = IN_PROGRESS_NAMES.map((name) => INSTANCE_STATUS[name])

/** Whether a node with the status was granted an update that has not ended. */
export const isInProgress = (status: number | null): boolean =>
  status !== null && IN_PROGRESS_STATUSES.includes(status)
