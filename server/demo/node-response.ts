export type NodeResponse =
  | { kind: 'update'; version: string }
  | { kind: 'no-update' }
  /** Omaha's status without its prefix "error-". */
  | { kind: 'error'; reason: string }

export const UPDATE_IN_PROGRESS = 'updateInProgressOnInstance'
