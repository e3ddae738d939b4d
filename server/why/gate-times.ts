import type { Kysely } from 'kysely'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { officeHoursFrom } from '#contract/office-hours.ts'
import { DAY_MS } from '#contract/time-units.ts'
import { limitUses } from '#contract/update-rules/decide-within-limits.ts'
import type { LimitGate, UpdateGate } from '#contract/update-rules/update-gates.ts'
import type { Schema } from '#server/database/schema.ts'
import { nextSlotInPeriod } from '#server/updates/next-slot-queries.ts'
import type { readSwitchedOff } from './checking-node-queries.ts'
import { addInterval, countNodesBefore, firstTimeOut, onHoldSince } from './gate-time-queries.ts'
import type { ImaginedCheck } from './imagined-check.ts'

/** Since when the blocking gate blocks, when it lets nodes pass again, and when the node's turn comes. */
export interface GateTimes {
  since: Date | null
  clears: Date | null
  nodesBefore: number | null
  turn: Date | null
}

const NO_TIMES: GateTimes = { since: null, clears: null, nodesBefore: null, turn: null }

interface Blocking {
  blockedBy: UpdateGate | null
  switchedOff: Awaited<ReturnType<typeof readSwitchedOff>> | null
}

/** The times of the gate that blocks; null where nobody knows them. */
export async function readGateTimes(
  db: Kysely<Schema>,
  check: ImaginedCheck,
  { blockedBy, switchedOff }: Blocking,
): Promise<GateTimes> {
  const { node, state, now } = check
  if (state === null) return NO_TIMES
  switch (blockedBy) {
    case 'update-in-progress': {
      const since = node.last_update_granted_ts
      const clears = since && (await addInterval(db, since, state.group.policy_update_timeout))
      return { ...NO_TIMES, since, clears }
    }
    case 'held-grant':
      return { ...NO_TIMES, since: node.last_update_granted_ts }
    case 'updates-disabled':
      return {
        ...NO_TIMES,
        since: switchedOff?.brake_tripped_ts ?? switchedOff?.updates_disabled_ts ?? null,
      }
    case 'outside-office-hours':
      return { ...NO_TIMES, ...closedHours(state.group.policy_timezone, now) }
    case 'max-updates-per-period':
    case 'max-concurrent-updates':
    case 'max-timed-out-updates':
      return limitTimes(db, check, blockedBy)
    default:
      return NO_TIMES
  }
}

/** A weekend with a day before and after it. */
const LONGEST_CLOSED_MS = 4 * DAY_MS

function closedHours(timezone: string | null, now: Date): Pick<GateTimes, 'since' | 'clears'> {
  let since: number | null = null
  for (const [opens, closes] of officeHoursFrom(timezone, now.getTime() - LONGEST_CLOSED_MS)) {
    if (opens > now.getTime())
      return { since: since === null ? null : new Date(since), clears: new Date(opens) }
    since = closes
  }
  return { since: null, clears: null }
}

async function limitTimes(
  db: Kysely<Schema>,
  { instance_id, node, state, counts, now }: ImaginedCheck,
  gate: LimitGate,
): Promise<GateTimes> {
  const use = state && counts && limitUses(state.group, counts)[gate]
  if (!state || !counts || !use) return NO_TIMES
  const { group, application_id } = state
  const since =
    node.status === INSTANCE_STATUS.onHold ? await onHoldSince(db, { instance_id, application_id }) : null
  const nodesBefore = await countNodesBefore(db, group.id, node.last_check_for_updates, now)
  const times = { ...NO_TIMES, since, nodesBefore }
  if (gate === 'max-concurrent-updates')
    return { ...times, clears: await firstTimeOut(db, group, use.count - use.limit + 1, now) }
  if (gate === 'max-timed-out-updates') return times
  const clears = await nextSlotInPeriod(db, group, counts, now, instance_id)
  const periods = Math.floor(nodesBefore / use.limit)
  const turn = clears && (await addInterval(db, clears, group.policy_period_interval, periods))
  return { ...times, clears, turn }
}
