import type { AuditEntry } from '#contract/audit-log.ts'
import { MINUTE_MS } from '#contract/time-units.ts'

/** A line of the audit log: one write, or the writes of a freeze or a thaw together. */
export type AuditLine =
  | { kind: 'entry'; entry: AuditEntry }
  /** Newest first, and at least two. `isCut` where older ones may follow that are not loaded. */
  | { kind: 'freeze' | 'thaw'; entries: readonly AuditEntry[]; isCut: boolean }

/** Groups are written one after the other; a retry of the failed ones later is a line of its own. */
const MAX_GAP_MS = 10 * MINUTE_MS

/**
 * Joins neighbouring entries that one freeze or thaw wrote.
 * @param entries newest first
 * @param hasOlder whether there are older ones
 */
export function auditLines(entries: readonly AuditEntry[], hasOlder: boolean): AuditLine[] {
  const runs: AuditEntry[][] = []
  for (const entry of entries) {
    const run = runs.at(-1)
    const newer = run?.at(-1)
    if (run && newer && belongTogether(newer, entry)) run.push(entry)
    else runs.push([entry])
  }
  return runs.flatMap((run, place): AuditLine[] => {
    const [first] = run
    const kind = first && bulkAct(first)
    if (!kind || run.length === 1) return run.map((entry) => ({ kind: 'entry', entry }))
    return [{ kind, entries: run, isCut: hasOlder && place === runs.length - 1 }]
  })
}

function belongTogether(newer: AuditEntry, older: AuditEntry): boolean {
  const act = bulkAct(newer)
  return (
    act !== null &&
    act === bulkAct(older) &&
    newer.subject_id !== older.subject_id &&
    newer.actor === older.actor &&
    newer.reason === older.reason &&
    Date.parse(newer.created_ts) - Date.parse(older.created_ts) <= MAX_GAP_MS
  )
}

/** By the reason that the dashboard gives each of a freeze's writes. */
function bulkAct({ subject, action, outcome, reason }: AuditEntry): 'freeze' | 'thaw' | null {
  if (subject !== 'group' || action !== 'replace' || outcome !== 'done') return null
  if (/^Freeze(?::| of the fleet)/.test(reason)) return 'freeze'
  return /^Thaw(?::| of the fleet)/.test(reason) ? 'thaw' : null
}
