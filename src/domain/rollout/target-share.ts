import type { VersionBreakdown } from '#contract/group-statistics.ts'
import { compareVersions } from '#contract/version-order.ts'

export interface TargetShare {
  /** Nodes at the target version or a newer one. */
  atTarget: number
  /** Nodes whose version is known, seen in the last 24 hours. */
  nodes: number
}

/** How many of a group's nodes run the target or newer; null without a target. */
export function targetShare(breakdown: VersionBreakdown, target: string | null): TargetShare | null {
  if (target === null) return null
  let atTarget = 0
  let nodes = 0
  for (const { version, instances } of breakdown) {
    nodes += instances
    if (compareVersions(version, target) >= 0) atTarget += instances
  }
  return { atTarget, nodes }
}
