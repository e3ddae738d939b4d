import { compareVersions } from '#contract/version-order.ts'
import type { PromotionFacts, PromotionGate } from './promotion-gate.ts'
import { sourceGates } from './source-gates.ts'
import { targetGates } from './target-gates.ts'

/**
 * Everything to be looked at before the target points at the package; pure. Whoever goes back to an older package
 * wants to stop something, so how that one does elsewhere is left out.
 */
export function promotionGates(facts: PromotionFacts): PromotionGate[] {
  const goesBack = isDowngrade(facts.target.package?.version ?? null, facts.release.version)
  return [...(goesBack ? [] : sourceGates(facts)), ...targetGates(facts)]
}

/** Whether a channel would go from one version to an older one. */
export const isDowngrade = (from: string | null, to: string): boolean =>
  from !== null && compareVersions(to, from) < 0

/** "5 gates pass, 1 fails, 1 is unknown". */
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
