import type { Kysely } from 'kysely'
import type { FleetSummary, GroupStats } from '#contract/fleet-summary.ts'
import type { Schema } from '#server/database/schema.ts'
import { countFleet } from '#server/groups/count-fleet-queries.ts'
import { type GroupProgress, readGroupProgress } from './group-progress-queries.ts'

/** The counts and progress of every group, in the same number of queries for one group as for hundreds. */
export async function readFleetSummary(db: Kysely<Schema>, now: Date): Promise<FleetSummary> {
  const [counts, progress] = await Promise.all([countFleet(db, now), readGroupProgress(db, now)])
  const countsOf = new Map(counts.map((counted) => [counted.group_id, counted]))
  const now_ts = now.toISOString()
  return {
    source: 'counted',
    now_ts,
    gathering: false,
    groups: progress.flatMap((group): GroupStats[] => {
      const counted = countsOf.get(group.group_id)
      // Created between the two queries.
      if (!counted) return []
      const { stats, version_breakdown } = counted
      const instances_stats = { '1d': stats['1d'], '30d': stats['30d'] }
      return [{ ...toJson(group), instances_stats, version_breakdown, read_ts: now_ts, error: null }]
    }),
  }
}

const toJson = (group: GroupProgress) => ({
  application_id: group.application_id,
  group_id: group.group_id,
  paused_ts: group.paused_ts?.toISOString() ?? null,
  last_completion_ts: group.last_completion_ts?.toISOString() ?? null,
  rollout_started_ts: group.rollout_started_ts?.toISOString() ?? null,
})
