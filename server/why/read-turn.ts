import type { Kysely } from 'kysely'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { windowStart } from '#contract/duration.ts'
import { decideUpdate } from '#contract/update-rules/decide-update.ts'
import { limitUses } from '#contract/update-rules/decide-within-limits.ts'
import { isLimitGate, type UpdateGate } from '#contract/update-rules/update-gates.ts'
import { MAX_NODES_BEFORE } from '#contract/why.ts'
import type { Schema } from '#server/database/schema.ts'
import { readNodeBuckets } from '#server/groups/node-bucket-queries.ts'
import type { NodeState } from '#server/updates/node-state.ts'
import { addInterval, countNodesBefore } from './gate-time-queries.ts'
import type { LaterGate } from './gate-times.ts'
import { type HypotheticalCheckIn, isSilent } from './hypothetical-check-in.ts'
import { timeAfterPeriods } from './time-after-periods.ts'

interface Turn {
  nodesBefore: number | null
  time: Date | null
}

/**
 * How many nodes that a limit still holds checked in before this one, and when its turn comes if all are granted in that order. One that is
 * not on hold, or silent, is put behind all of them by its check-in.
 */
export async function readTurn(
  db: Kysely<Schema>,
  check: HypotheticalCheckIn,
  { gate, clears, later }: { gate: UpdateGate | null; clears: Date | null; later: readonly LaterGate[] },
): Promise<Turn> {
  const { node, state, counts, now } = check
  if (!state || !counts || gate === null || !isLimitGate(gate)) return { nodesBefore: null, time: null }
  const { group } = state
  const waits = node.status === INSTANCE_STATUS.onHold && !isSilent(check)
  const versions = await versionsAtLimits(db, state, now)
  const checkedIn = waits ? node.last_check_for_updates : now
  const nodesBefore = await countNodesBefore(db, group.id, { versions, checkedIn }, now)
  const use = limitUses(group, counts)[gate]
  // Where another limit holds the node after this one, the periods do not tell how fast nodes are granted.
  const isPeriodAlone = gate === 'max-updates-per-period' && !later.some((next) => isLimitGate(next.gate))
  const starts = later.length === 0 ? clears : (later.at(-1)?.clears ?? null)
  if (!use || !isPeriodAlone || starts === null || nodesBefore >= MAX_NODES_BEFORE)
    return { nodesBefore, time: null }
  const end = await addInterval(db, starts, group.policy_period_interval)
  const turn =
    end &&
    timeAfterPeriods(group, starts.getTime(), {
      periods: Math.floor(nodesBefore / use.limit),
      periodMs: end.getTime() - starts.getTime(),
    })
  return { nodesBefore, time: turn === null ? null : new Date(turn) }
}

/**
 * The versions of the group's nodes on hold that the limits still decide. A node keeps that status when the channel's
 * package becomes one that the node runs already.
 */
async function versionsAtLimits(
  db: Kysely<Schema>,
  { group, channel }: NodeState,
  now: Date,
): Promise<string[]> {
  const status = INSTANCE_STATUS.onHold
  const isAtLimits = (version: string) => {
    const node = { version, status, last_update_version: null, isTimedOut: false }
    return decideUpdate({ node, isSyncer: false, channel, policy: group }, now).kind === 'check-limits'
  }
  const buckets = await readNodeBuckets(db, group.id, windowStart('1d', now))
  return buckets
    .filter((bucket) => bucket.counted && bucket.status === status && isAtLimits(bucket.version))
    .map(({ version }) => version)
}
