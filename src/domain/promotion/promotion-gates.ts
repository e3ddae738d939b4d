import { compareVersions } from '#contract/version-order.ts'
import type { PromotionInput, PromotionGate } from './promotion-gate.ts'
import { rollingOutGate } from './rollout-under-way.ts'
import { sourceGates } from './source-gates.ts'
import { targetGates } from './target-gates.ts'

/**
 * The conditions to check before the target gets the package. An older package is meant to stop something, so its own
 * record on the source does not matter, and a rollout under way is what it stops.
 */
export function promotionGates(input: PromotionInput): PromotionGate[] {
  const isOlder = isDowngrade(input.target.package?.version ?? null, input.release.version)
  return [...(isOlder ? [] : [...sourceGates(input), rollingOutGate(input)]), ...targetGates(input)]
}

/** Whether a version is older than a channel's current one. */
export const isDowngrade = (from: string | null, to: string): boolean =>
  from !== null && compareVersions(to, from) < 0

/** "5 of 7 gates pass, 1 fails, 1 unknown". */
export function describeGates(gates: readonly PromotionGate[]): string {
  const count = (status: PromotionGate['status']) => gates.filter((gate) => gate.status === status).length
  const [passed, failed, unknown] = [count('passed'), count('failed'), count('unknown')]
  if (passed === gates.length) return `All ${passed} gates pass`
  return [
    `${passed} of ${gates.length} gates pass`,
    failed > 0 && `${failed} ${failed === 1 ? 'fails' : 'fail'}`,
    unknown > 0 && `${unknown} unknown`,
  ]
    .filter(Boolean)
    .join(', ')
}
