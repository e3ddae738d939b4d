import type { Kysely } from 'kysely'
import type { FleetSummary } from '#contract/fleet-summary.ts'
import type { Schema } from '#server/database/schema.ts'
import { countFleet, NO_NODES } from './fleet-counts-queries.ts'
import { readProgress } from './group-progress-queries.ts'

const NOBODY = { instances_stats: { '1d': NO_NODES, '30d': NO_NODES }, version_breakdown: [] }

/** Every group with its numbers, in as many queries for one group as for hundreds. */
export async function countedSummary(db: Kysely<Schema>, now: Date): Promise<FleetSummary> {
  const [groups, counts] = await Promise.all([readProgress(db, now), countFleet(db, now)])
  const now_ts = now.toISOString()
  return {
    source: 'counted',
    now_ts,
    gathering: false,
    groups: groups.map(({ application_id, group_id, paused_ts, last_completion_ts, rollout_started_ts }) => ({
      application_id,
      group_id,
      ...(counts.get(group_id) ?? NOBODY),
      paused_ts: paused_ts?.toISOString() ?? null,
      last_completion_ts: last_completion_ts?.toISOString() ?? null,
      rollout_started_ts: rollout_started_ts?.toISOString() ?? null,
      read_ts: now_ts,
      error: null,
    })),
  }
}
