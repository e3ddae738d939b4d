import type { Kysely } from 'kysely'
import type { Rollout } from '#contract/rollout.ts'
import type { Context } from '#server/context.ts'
import type { Schema } from '#server/database/schema.ts'
import { notFound } from '#server/http/refusal.ts'
import { countUpdates } from '#server/updates/rollout-queries.ts'
import { readFailures } from './failure-queries.ts'
import { type PhaseMedian, PHASES, readPhases, readSitting, type SittingNodes } from './phase-queries.ts'
import {
  type CountedHour,
  findRolloutGroup,
  periodFrees,
  readHours,
  type RolloutGroup,
  type StartedRollout,
} from './rollout-queries.ts'

/** How far a group's rollout is, read at one instant. Refuses an id that no group of the application has. */
export async function readRollout(
  { db, clock }: Context,
  ids: { application: string; group: string },
): Promise<Rollout> {
  const now = clock.now()
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      const group = await findRolloutGroup(trx, ids, now)
      if (!group) throw notFound(`group with the id ${ids.group} in this application`)
      const { target, started_ts: started } = group
      const counts = await countUpdates(trx, toLimits(group), now)
      return {
        application_id: ids.application,
        group_id: ids.group,
        now_ts: now.toISOString(),
        target,
        started_ts: started?.toISOString() ?? null,
        last_completion_ts: group.last_completion_ts?.toISOString() ?? null,
        counts,
        period_frees_ts: (await periodFrees(trx, group, counts, now))?.toISOString() ?? null,
        sitting: (await readSitting(trx, group, now)).map(toldSitting),
        ...(target === null || started === null
          ? NOT_STARTED
          : await readStarted(trx, { group, target, started, now })),
      }
    })
}

const NOT_STARTED = { phases: [], hours: [], failures: [], nodes_failed: 0, failures_at_least: false }

async function readStarted(db: Kysely<Schema>, rollout: StartedRollout) {
  const phases = await readPhases(db, rollout)
  const hours = await readHours(db, rollout)
  const { failures, nodes_failed, failures_at_least } = await readFailures(db, rollout)
  return {
    phases: PHASES.map((phase) => ({ ...phase, ...medianOf(phase, phases) })),
    hours: hours.map((hour, index) => toldHour(hour, hours[index + 1]?.from_ts ?? rollout.now)),
    failures: failures.map(({ error_code, version, nodes, nodes_in_error, latest_ts }) => ({
      error_code,
      version,
      nodes,
      nodes_in_error,
      latest_ts: latest_ts.toISOString(),
    })),
    nodes_failed,
    failures_at_least,
  }
}

const toLimits = (group: RolloutGroup) => ({
  group,
  channel: { target: group.target === null ? null : { version: group.target } },
})

function medianOf({ from_status, to_status }: (typeof PHASES)[number], found: readonly PhaseMedian[]) {
  const median = found.find((phase) => phase.from_status === from_status && phase.to_status === to_status)
  return { median_seconds: median?.median_seconds ?? null, nodes: median?.nodes ?? 0 }
}

const toldHour = ({ from_ts, granted, completed, failed }: CountedHour, until: Date) => ({
  from_ts: from_ts.toISOString(),
  until_ts: until.toISOString(),
  granted,
  completed,
  failed,
})

const toldSitting = (sitting: SittingNodes) => ({ ...sitting, since_ts: sitting.since_ts.toISOString() })
