import type { AuditEntry } from '#contract/audit-log.ts'
import { MINUTE_MS } from '#contract/time-units.ts'

/** A line of the audit log: one write, or the writes of a freeze or a thaw together, newest first. */
export type AuditLine =
  | { kind: 'entry'; entry: AuditEntry }
  /**
   * `thaw` has the writes that ended it, where they are among the entries too; alone, a freeze has at least two writes.
   * `isCut` where older ones may follow that are not loaded.
   */
  | { kind: 'freeze'; entries: readonly AuditEntry[]; thaw: readonly AuditEntry[]; isCut: boolean }
  /** At least two. `isCut` likewise. */
  | { kind: 'thaw'; entries: readonly AuditEntry[]; isCut: boolean }

/** Groups are written one after the other; a retry of the failed ones later is a line of its own. */
const MAX_GAP_MS = 10 * MINUTE_MS

/**
 * Joins neighbouring entries that one freeze or thaw wrote, and a freeze with its thaw, at the place of the thaw.
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
  const freezes = freezesByThaw(runs)
  const joined = new Set(freezes.values())
  const isCut = (run: Run) => hasOlder && run === runs.at(-1)
  return runs.flatMap((run): AuditLine[] => {
    if (joined.has(run)) return []
    const freeze = freezes.get(run)
    if (freeze) return [{ kind: 'freeze', entries: freeze, thaw: run, isCut: isCut(freeze) }]
    const kind = run[0] && bulkAct(run[0])
    if (!kind || run.length === 1) return run.map((entry) => ({ kind: 'entry', entry }))
    const bulk = { entries: run, isCut: isCut(run) }
    return [kind === 'freeze' ? { kind, thaw: [], ...bulk } : { kind, ...bulk }]
  })
}

type Run = readonly AuditEntry[]

/** The freeze that a thaw ended: the next older one for the same reason, with a group in common. */
function freezesByThaw(runs: readonly Run[]): ReadonlyMap<Run, Run> {
  const found = new Map<Run, Run>()
  for (const [place, freeze] of runs.entries()) {
    if (!freeze[0] || bulkAct(freeze[0]) !== 'freeze') continue
    const ids = new Set(freeze.map(({ subject_id }) => subject_id))
    const cause = causeOf(freeze[0])
    const thaw = runs
      .slice(0, place)
      .findLast(
        ([first, ...rest]) =>
          first &&
          bulkAct(first) !== null &&
          causeOf(first) === cause &&
          [first, ...rest].some(({ subject_id }) => ids.has(subject_id)),
      )
    // Another freeze for the same reason came before the thaw: this one has none.
    if (thaw?.[0] && bulkAct(thaw[0]) === 'thaw') found.set(thaw, freeze)
  }
  return found
}

/** What a freeze and its thaw have in common. */
const causeOf = ({ reason }: AuditEntry): string => reason.replace(/^(?:Freeze|Thaw)/, '')

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
