/**
 * What can keep a node from its update, in the order in which the server looks at it (docs/protocol.md, “Deciding an update
 * check”). A code names what blocks there. Codes are stable: API clients may compare them.
 */
export const UPDATE_GATES = [
  /** The node has not checked in for a day. */
  'silent',
  /** Its group is gone, or has no channel. */
  'no-group',
  'update-in-progress',
  'no-package',
  /** Its grant decides instead of the gates that follow. */
  'held-grant',
  'up-to-date',
  'blacklisted',
  'updates-disabled',
  'outside-office-hours',
  'max-updates-per-period',
  'max-concurrent-updates',
  'max-timed-out-updates',
] as const
export type UpdateGate = (typeof UPDATE_GATES)[number]

/** Those that compare a count with the policy's limit. */
export const LIMIT_GATES = [
  'max-updates-per-period',
  'max-concurrent-updates',
  'max-timed-out-updates',
] as const satisfies UpdateGate[]
export type LimitGate = (typeof LIMIT_GATES)[number]

export const isLimitGate = (gate: UpdateGate): gate is LimitGate =>
  LIMIT_GATES.some((limitGate) => limitGate === gate)
