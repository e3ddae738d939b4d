import type { Arch } from '#contract/arch.ts'
import type { GroupTable } from '#server/database/schema.ts'

export type GroupPolicy = Pick<
  GroupTable,
  | 'policy_updates_enabled'
  | 'policy_safe_mode'
  | 'policy_office_hours'
  | 'policy_timezone'
  | 'policy_period_interval'
  | 'policy_max_updates_per_period'
  | 'policy_update_timeout'
>

/** Who changed something in the simulated past, and why; the reason says that it is simulated. */
export interface PlannedChange {
  actor: string
  reason: string
}

export interface PolicyStep {
  from: number
  policy: GroupPolicy
  /** For the audit log; the first policy has none. */
  change?: PlannedChange
}

/** Times are milliseconds relative to the demo's start: the past is negative. */
export interface GroupPlan {
  /** Unique within the plan. */
  key: string
  application: 'flatcar' | 'agent'
  track: string
  arch: Arch
  /** The number of nodes at the demo's start. */
  nodes: number
  /** The image that its oldest machines were installed from. */
  oldestImage: string
  /** The versions of its channel's package, oldest first; the first is from before history begins. */
  releases: readonly { from: number; version: string }[]
  floors: readonly { version: string; reason: string }[]
  /** Its update policies, oldest first. */
  policies: readonly PolicyStep[]
  /** From then on its cluster lets many nodes no longer reboot into the installed version; null: never. */
  rebootsHeldFrom: number | null
}
