import { compareNames } from '#src/lib/compare-names.ts'
import { ATTENTION_KINDS, type AttentionReason } from './attention-reasons.ts'

/** A group as it is ranked. */
export interface Ranked {
  /** Most serious first; undefined where the group's numbers are unknown. */
  reasons: readonly AttentionReason[] | undefined
  name: string
}

/**
 * Negative where `a` needs attention before `b`: by the most serious reason, then by the share of nodes, then by their
 * count, then by name. Groups with unknown numbers come before those that need no attention.
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
