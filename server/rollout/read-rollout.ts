import type { Kysely } from 'kysely'
import type { Rollout } from '#contract/rollout.ts'
import type { Context } from '#server/context.ts'
import type { Schema } from '#server/database/schema.ts'
import { inSnapshot } from '#server/database/transaction.ts'
import { checkInterval } from '#server/groups/check-intervals.ts'
import { notFound } from '#server/http/http-error.ts'
import { countUnlisted, countUpdates } from '#server/updates/limit-queries.ts'
import { nextSlotInPeriod } from '#server/updates/next-slot-queries.ts'
import { readFailures } from './failure-queries.ts'
import { type PhaseMedian, PHASES, readPhases, readSteps, type StepCounts } from './phase-queries.ts'
import {
  type HourCounts,
  findRolloutGroup,
  lastCompletion,
  readHours,
  type RolloutGroup,
  type StartedRollout,
} from './rollout-queries.ts'

/** Channel, period and timeout replace the group's own: a preview of values that are not saved yet. */
export interface RolloutQuery {
  application: string
  group: string
  channel_id?: string | undefined
  policy_period_interval?: string | undefined
  policy_update_timeout?: string | undefined
}

/**
 * A snapshot of a group's rollout. Throws an HTTP error for a group that the application doesn't have, and for an
 * interval that PostgreSQL doesn't accept.
 */
export async function readRollout({ db, clock }: Context, query: RolloutQuery): Promise<Rollout> {
  const now = clock.now()
  const { application, group: group_id, channel_id = null } = query
  for (const field of ['policy_period_interval', 'policy_update_timeout'] as const) {
    const interval = query[field]
    if (interval !== undefined) await checkInterval(db, field, interval, now)
  }
  return inSnapshot(db, async (trx) => {
    const found = await findRolloutGroup(trx, { application, group: group_id, channel_id })
    if (!found) throw notFound(`group with the id ${group_id} in this application`)
    const group = {
      ...found,
      policy_period_interval: query.policy_period_interval ?? found.policy_period_interval,
      policy_update_timeout: query.policy_update_timeout ?? found.policy_update_timeout,
    }
    const { target, started_ts: started } = group
    const counts = await countUpdates(trx, limitedGroup(group), now)
    return {
      application_id: application,
      group_id,
      now_ts: now.toISOString(),
      target,
      started_ts: started?.toISOString() ?? null,
      last_completion_ts: (await lastCompletion(trx, group.id, now))?.toISOString() ?? null,
      counts,
      in_progress_unlisted: await countUnlisted(trx, group.id, now),
      next_slot_ts: (await nextSlotInPeriod(trx, group, counts, now))?.toISOString() ?? null,
      steps: (await readSteps(trx, group, now)).map(toStep),
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
    hours: hours.map((hour, index) => toHour(hour, hours[index + 1]?.from_ts ?? rollout.now)),
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

const limitedGroup = (group: RolloutGroup) => ({
  group,
  channel: { target: group.target === null ? null : { version: group.target } },
})

function medianOf({ from_status, to_status }: (typeof PHASES)[number], found: readonly PhaseMedian[]) {
  const median = found.find((phase) => phase.from_status === from_status && phase.to_status === to_status)
  return { median_seconds: median?.median_seconds ?? null, nodes: median?.nodes ?? 0 }
}

const toHour = ({ from_ts, granted, completed, failed }: HourCounts, until: Date) => ({
  from_ts: from_ts.toISOString(),
  until_ts: until.toISOString(),
  granted,
  completed,
  failed,
})

const toStep = (steps: StepCounts) => ({ ...steps, since_ts: steps.since_ts.toISOString() })
