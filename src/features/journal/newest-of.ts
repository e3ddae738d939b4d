import type { JournalEntry } from '#contract/journal.ts'

/** The newest entries of several lists, as many as that. */
export const newestOf = (lists: readonly (readonly JournalEntry[])[], count: number): JournalEntry[] =>
  lists
    .flat()
    .toSorted((a, b) => Number(BigInt(b.id) - BigInt(a.id)))
    .slice(0, count)
