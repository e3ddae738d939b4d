import type { Arch } from '#contract/arch.ts'
import type { RolloutPolicy } from '#contract/update-rules/decide-within-limits.ts'
import type { ChannelPackage } from '#contract/update-rules/packages-to-install.ts'
import type { NodeRecord } from './update-record.ts'

/** How a node identifies itself and its group in a request. */
export interface NodeAddress {
  /** The application's id or product id, in any letter case. */
  application: string
  track: string
  arch: Arch
  instance_id: string
}

export interface ChannelStep extends ChannelPackage {
  /** Null when the package is not a floor of the channel. */
  floor: { reason: string | null } | null
}

/** Everything that the response to a node depends on. */
export interface NodeState {
  application_id: string
  group: RolloutPolicy & {
    id: string
    rollout_in_progress: boolean
    policy_period_interval: string
    policy_update_timeout: string
  }
  channel: { target: ChannelStep | null; floors: readonly ChannelStep[] }
  /** The machine, which may run other applications too; null when it is unknown. */
  instance: { ip: string; alias: string; oem: string; aleph_version: string; boot_id: string } | null
  /** The machine's record of this application; null before its first check-in. */
  node: (NodeRecord & { group_id: string | null }) | null
}

/** After the registration. */
export type RegisteredNodeState = NodeState & { node: NonNullable<NodeState['node']> }
