/** What happened in a table; rows are counted from the start of the process, or its last vacuum. */
export interface TableActivity {
  schema: string
  name: string
  /** Null when this process hasn't vacuumed it: the counts don't survive a restart. */
  last_vacuum: Date | null
  live: number
  dead: number
  /** Since the planner's statistics were taken. */
  changed: number
  inserted: number
}

/** As PostgreSQL's own autovacuum decides: a share of the table, and some rows besides. */
const THRESHOLD_ROWS = 50
const THRESHOLD_SHARE = 0.1

/**
 * The table that needs a vacuum most, or null. One that has changed much comes first; then those that
 * this process hasn't looked at yet, since nobody knows what happened in them before.
 */
export function tableToVacuum(tables: readonly TableActivity[]): TableActivity | null {
  const byNeed = tables.toSorted((one, other) => need(other) - need(one))
  const neediest = byNeed[0]
  if (neediest && need(neediest) >= 1) return neediest
  return tables.find(({ last_vacuum }) => last_vacuum === null) ?? null
}

/** From 1 on a vacuum pays. */
function need({ live, dead, changed, inserted }: TableActivity): number {
  return Math.max(dead, changed, inserted) / (THRESHOLD_ROWS + THRESHOLD_SHARE * live)
}
