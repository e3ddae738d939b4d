import type { Channel } from '#contract/channel.ts'
import type { Package } from '#contract/package.ts'
import { isDowngrade } from '#src/domain/promotion/promotion-gates.ts'

/** What can be promoted from one stage to the next, or why nothing can. */
export type PromotionStep =
  | { kind: 'promote'; release: Package }
  | { kind: 'no-package' }
  | { kind: 'same'; version: string }
  | { kind: 'older'; version: string; than: string }

export function promotionStep({ package: release }: Channel, target: Channel): PromotionStep {
  if (!release) return { kind: 'no-package' }
  if (release.id === target.package_id) return { kind: 'same', version: release.version }
  const current = target.package?.version ?? null
  return current !== null && isDowngrade(current, release.version)
    ? { kind: 'older', version: release.version, than: current }
    : { kind: 'promote', release }
}
