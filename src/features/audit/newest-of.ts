import type { AuditEntry } from '#contract/audit-log.ts'

/** The newest `count` entries of several lists, newest first. */
export const newestOf = (lists: readonly (readonly AuditEntry[])[], count: number): AuditEntry[] =>
  lists
    .flat()
    .toSorted((a, b) => Number(BigInt(b.id) - BigInt(a.id)))
    .slice(0, count)
