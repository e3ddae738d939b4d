import { DAY_MS } from '#contract/time-units.ts'
import type { Channel } from '#contract/channel.ts'
import type { GroupStats } from '#contract/fleet-summary.ts'
import type { Group } from '#contract/group.ts'
import type { Package } from '#contract/package.ts'
import type { PlatteStatus } from '#contract/platte-status.ts'
import type { Soak } from './soak-time.ts'
import type { Forecast } from '#src/domain/forecast/forecast.ts'
import { targetShare } from '#src/domain/rollout/target-share.ts'

export type GateStatus = 'passed' | 'failed' | 'unknown'

/** In the order on screen: how the package does on its source, then the conditions on the target. */
export const GATE_KINDS = [
  'share-done',
  'failure-rate',
  'not-held',
  'soak-time',
  'not-rolling-out',
  'floors',
  'complete',
  'not-blacklisted',
  'arch',
  'not-paused',
  'limited',
  'file',
] as const
export type GateKind = (typeof GATE_KINDS)[number]

/** A condition to check before a channel gets a package. */
export interface PromotionGate {
  kind: GateKind
  status: GateStatus
  /** A few words: "Share done on beta". */
  name: string
  /** The finding with its number, as a sentence. */
  words: string
  /** What makes it pass, with the threshold, as a sentence. */
  needs: string
  /** The server would reject the write, so an operator cannot override this. */
  refused?: boolean
}

/** The share of a group's nodes that must run the package; the last few may wait for reasons of their own. */
export const MIN_UPDATED_SHARE = 0.9
/** Single failures are a matter of single nodes; more suggest the update. */
export const FAILURE_RATE = 0.02
/** A day shows how a package does at night and under load. */
export const SOAK_MS = DAY_MS
/** As many as a syncer gets at once; each is an update and a reboot of its own. */
export const MAX_FLOORS = 5

/** A group and its statistics; undefined while they are unknown. */
export interface GroupWithStats {
  group: Group
  numbers: GroupStats | undefined
}

/** A package, the channel that it comes from, and the channel that gets it. */
export interface PromotionInput {
  release: Package
  target: Channel
  /** The groups that follow the target. */
  targetGroups: readonly GroupWithStats[]
  /** A channel that has the package or had it, and its groups; null without one. */
  source: {
    channel: Channel
    groups: readonly GroupWithStats[]
    /** Null leaves its gate out. */
    soak: Soak | null
  } | null
  brakes: PlatteStatus['safe_mode_brakes'] | undefined
  /** The target's floors; undefined while loading, null where they could not be read. */
  floors: readonly Package[] | 'not-supported' | null | undefined
  /** Of the target's groups in the middle of a rollout, by id; those that are missing are not forecast. */
  forecasts?: ReadonlyMap<string, { current: Forecast; next: Forecast }>
  /** In ms. */
  now: number
}

/** Totals over the nodes of several groups, seen in the last 24 hours. */
export interface NodeSums {
  nodes: number
  /** Nodes at the version or newer. */
  atOrAbove: number
  /** Nodes whose latest update failed. */
  failed: number
  /** Groups without known statistics. */
  unread: number
}

export function nodeSums(groups: readonly GroupWithStats[], version: string): NodeSums {
  const sums = { nodes: 0, atOrAbove: 0, failed: 0, unread: 0 }
  for (const { numbers } of groups) {
    const { version_breakdown: breakdown, instances_stats: stats } = numbers ?? {}
    const share = breakdown && targetShare(breakdown, version)
    if (!share || !stats) {
      sums.unread += 1
      continue
    }
    sums.nodes += share.nodes
    sums.atOrAbove += share.atTarget
    sums.failed += stats['1d'].error
  }
  return sums
}
