import { type Kysely, sql } from 'kysely'
import {
  decideWithinLimits,
  hasLimits,
  type RolloutPolicy,
  type UpdateCounts,
} from '#contract/update-rules/decide-within-limits.ts'
import type { Schema } from '#server/database/schema.ts'
import { grantsInPeriod, type AssumedCheckIn } from './limit-queries.ts'
import type { NodeState } from './node-state.ts'

/**
 * When enough of the last period's grants have left the period to allow another one, as far as this limit decides; null
 * when it does now. It may earlier if a node falls silent for a day.
 * @param counts at the time of the assumed check-in
 */
export async function nextSlotInPeriod(
  db: Kysely<Schema>,
  group: RolloutPolicy & Pick<NodeState['group'], 'id' | 'policy_period_interval'>,
  counts: UpdateCounts,
  now: Date,
  assumed: AssumedCheckIn = {},
): Promise<Date | null> {
  if (!hasLimits(group)) return null
  const decision = decideWithinLimits(group, counts)
  if (decision.kind === 'grant' || decision.reason !== 'max-updates-per-period') return null
  const { rows } = await sql<{ slot_ts: Date }>`
    select granted_ts + ${group.policy_period_interval}::interval as slot_ts from ${grantsInPeriod(group, now, assumed)}
    order by granted_ts
    limit 1 offset ${counts.granted_in_last_period - decision.limit}`.execute(db)
  return rows[0]?.slot_ts ?? null
}
