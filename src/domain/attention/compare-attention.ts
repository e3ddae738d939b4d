import { compareNames } from '#src/lib/compare-names.ts'
import { ATTENTION_KINDS, type AttentionReason } from './attention-reasons.ts'

/** What a group is ranked by. */
export interface Ranked {
  /** Most serious first. Undefined where the group's numbers are not known. */
  reasons: readonly AttentionReason[] | undefined
  name: string
}

/**
 * Negative where `a` wants to be looked at before `b`: by the most serious reason, among the same by the share of the
 * nodes, then by their count, then by name. What isn't known comes before what is well.
 */
export function compareAttention(a: Ranked, b: Ranked): number {
  return (
    seriousness(a) - seriousness(b) ||
    (b.reasons?.[0]?.share ?? 0) - (a.reasons?.[0]?.share ?? 0) ||
    (b.reasons?.[0]?.nodes ?? 0) - (a.reasons?.[0]?.nodes ?? 0) ||
    compareNames(a.name, b.name)
  )
}

const UNKNOWN = ATTENTION_KINDS.length

function seriousness({ reasons }: Ranked): number {
  const [first] = reasons ?? []
  if (first) return ATTENTION_KINDS.indexOf(first.kind)
  return reasons === undefined ? UNKNOWN : UNKNOWN + 1
}
