import type { Kysely } from 'kysely'
import { officeHoursFrom, nextOfficeHours } from '#contract/office-hours.ts'
import { DAY_MS } from '#contract/time-units.ts'
import { limitUses } from '#contract/update-rules/decide-within-limits.ts'
import { isLimitGate, UPDATE_GATES, type UpdateGate } from '#contract/update-rules/update-gates.ts'
import type { Schema } from '#server/database/schema.ts'
import { nextSlotInPeriod } from '#server/updates/next-slot-queries.ts'
import type { readSwitchedOff } from './checking-node-queries.ts'
import { addInterval, firstTimeOut, limitReachedAt } from './gate-time-queries.ts'
import { explainCheck, type HypotheticalCheckIn, decideHypotheticalCheckIn } from './hypothetical-check-in.ts'

/** Since when a gate has blocked the node; null where nobody knows it. */
export async function readSince(
  db: Kysely<Schema>,
  { instance_id, node, state, counts, now }: HypotheticalCheckIn,
  gate: UpdateGate,
  switchedOff: Awaited<ReturnType<typeof readSwitchedOff>> | null,
): Promise<Date | null> {
  if (state === null) return null
  if (gate === 'update-in-progress' || gate === 'held-grant') return node.last_update_granted_ts
  if (gate === 'updates-disabled')
    return switchedOff?.brake_tripped_ts ?? switchedOff?.updates_disabled_ts ?? null
  if (gate === 'outside-office-hours') return closedSince(state.group.policy_timezone, now)
  const use = isLimitGate(gate) && counts ? limitUses(state.group, counts)[gate] : null
  if (!isLimitGate(gate) || !use) return null
  return limitReachedAt(db, state.group, { gate, limit: use.limit, checksIn: instance_id }, now)
}

/** A weekend with a day before and after it. */
const MAX_CLOSED_MS = 4 * DAY_MS

function closedSince(timezone: string | null, now: Date): Date | null {
  let since: number | null = null
  for (const [opens, closes] of officeHoursFrom(timezone, now.getTime() - MAX_CLOSED_MS)) {
    if (opens > now.getTime()) break
    since = closes
  }
  return since === null ? null : new Date(since)
}

/** When the gate that blocks the check lets the node pass at the latest, as far as it decides; null where nobody knows it. */
export async function readClears(
  db: Kysely<Schema>,
  { instance_id, node, state, counts, now, at }: HypotheticalCheckIn,
  gate: UpdateGate,
): Promise<Date | null> {
  if (state === null) return null
  const { group } = state
  switch (gate) {
    case 'update-in-progress': {
      const granted = node.last_update_granted_ts
      return granted && addInterval(db, granted, group.policy_update_timeout)
    }
    case 'outside-office-hours': {
      const opens = nextOfficeHours(group.policy_timezone, at.getTime())
      return opens === null ? null : new Date(opens)
    }
    case 'max-updates-per-period':
      return counts && nextSlotInPeriod(db, group, counts, now, { checksIn: instance_id, at })
    case 'max-concurrent-updates': {
      const use = counts && limitUses(group, counts)[gate]
      return use && firstTimeOut(db, group, use.count - use.limit + 1, { now, at })
    }
    default:
      return null
  }
}

export interface LaterGate {
  gate: UpdateGate
  clears: Date | null
}

/**
 * The gates that hold the node in turn once the one that blocks it now lets it pass, if nothing else happens until then.
 * @param clears when the gate lets it pass that blocks it now
 */
export async function readLaterGates(
  db: Kysely<Schema>,
  check: HypotheticalCheckIn,
  clears: Date | null,
): Promise<LaterGate[]> {
  const later: LaterGate[] = []
  let passes = clears
  while (passes !== null && later.length < UPDATE_GATES.length) {
    // An update has timed out after its timeout, not at it.
    const justAfter = new Date(passes.getTime() + 1)
    const next = await decideHypotheticalCheckIn(db, check, justAfter)
    const { blockedBy } = explainCheck(next)
    if (blockedBy === null) break
    passes = await readClears(db, next, blockedBy)
    later.push({ gate: blockedBy, clears: passes })
  }
  return later
}
