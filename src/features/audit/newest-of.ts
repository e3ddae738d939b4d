import type { AuditEntry } from '#contract/audit-log.ts'

/** The newest entries of several lists, as many as that. */
export const newestOf = (lists: readonly (readonly AuditEntry[])[], count: number): AuditEntry[] =>
  lists
    .flat()
    .toSorted((a, b) => Number(BigInt(b.id) - BigInt(a.id)))
    .slice(0, count)
