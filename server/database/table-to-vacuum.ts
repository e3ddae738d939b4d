/** A table's rows and the changes to them since the start of the process or the last vacuum. */
export interface TableActivity {
  schema: string
  name: string
  /** Null where this process hasn't vacuumed the table: the counts don't survive a restart. */
  last_vacuum: Date | null
  live: number
  dead: number
  /** Since the last analyze. */
  changed: number
  inserted: number
}

/** PostgreSQL's own autovacuum has such thresholds: a share of the table plus a number of rows. */
const THRESHOLD_ROWS = 50
const THRESHOLD_SHARE = 0.1

/**
 * The table that needs a vacuum most; null where none does. Tables above the threshold come first, then those that this
 * process hasn't vacuumed yet, since their earlier changes are unknown.
 */
export function tableToVacuum(tables: readonly TableActivity[]): TableActivity | null {
  const byNeed = tables.toSorted((one, other) => need(other) - need(one))
  const neediest = byNeed[0]
  if (neediest && need(neediest) >= 1) return neediest
  return tables.find(({ last_vacuum }) => last_vacuum === null) ?? null
}

/** 1 or more where the table is above its threshold. */
function need({ live, dead, changed, inserted }: TableActivity): number {
  return Math.max(dead, changed, inserted) / (THRESHOLD_ROWS + THRESHOLD_SHARE * live)
}
