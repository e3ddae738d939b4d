import { DAY_MS } from '#contract/time-units.ts'
import type { Channel } from '#contract/channel.ts'
import type { GroupStats } from '#contract/fleet-summary.ts'
import type { Group } from '#contract/group.ts'
import type { Package } from '#contract/package.ts'
import type { PlatteStatus } from '#contract/platte.ts'
import type { Soak } from './soak-time.ts'
import { targetShare } from '#src/domain/rollout/target-share.ts'

export type GateStatus = 'passed' | 'failed' | 'unknown'

/** In the order in which they are shown: how the package does where it is, then what it meets where it goes. */
export const GATE_KINDS = [
  'share-done',
  'failure-rate',
  'not-held',
  'soak-time',
  'floors',
  'complete',
  'not-blacklisted',
  'arch',
  'not-paused',
  'limited',
] as const
export type GateKind = (typeof GATE_KINDS)[number]

/** Something to be looked at before a channel points at a package. */
export interface PromotionGate {
  kind: GateKind
  status: GateStatus
  /** A few words: "Share done on beta". */
  name: string
  /** What was found, with its number: a sentence. */
  words: string
  /** What makes it pass, with the threshold: a sentence. */
  needs: string
  /** The server would refuse: nothing that an operator confirms helps. */
  refused?: boolean
}

/** So many of the source's nodes have it: what the last few are waiting for is their own business. */
export const SHARE_DONE = 0.9
/** One failed update now and then is the node's own business; more are the update's. */
export const FAILURE_RATE = 0.02
/** A day shows what a package does at night and under load. */
export const SOAK_MS = DAY_MS
/** As many as a syncer is handed at once; each is an update and a reboot of its own. */
export const MOST_FLOORS = 5

/** A group and its numbers; undefined while they are not known. */
export interface GroupFacts {
  group: Group
  numbers: GroupStats | undefined
}

/** What is known of a package, of the channel that has it and of the one that is to point at it. */
export interface PromotionFacts {
  release: Package
  target: Channel
  /** That follow the target. */
  targetGroups: readonly GroupFacts[]
  /** A channel that points at the package, or did, and its groups; null where none does. */
  source: {
    channel: Channel
    groups: readonly GroupFacts[]
    /** Null where it has not been asked for: its gate is left out. */
    soak: Soak | null
  } | null
  /** As `groupState` takes them. */
  brakes: PlatteStatus['safe_mode_brakes'] | undefined
  /** Of the target. Undefined while they are being read, null where they could not be. */
  floors: readonly Package[] | null | undefined
  /** In ms. */
  now: number
}

/** Nodes of several groups seen in the last day. */
export interface NodeSums {
  nodes: number
  /** At that version or newer. */
  atOrAbove: number
  /** Whose last update failed. */
  failed: number
  /** Groups whose numbers are not known. */
  unread: number
}

export function nodeSums(groups: readonly GroupFacts[], version: string): NodeSums {
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
