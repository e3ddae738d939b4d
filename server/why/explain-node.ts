import type { Kysely } from 'kysely'
import type { GateReport } from '#contract/update-rules/explain-decision.ts'
import { packagesToInstall } from '#contract/update-rules/packages-to-install.ts'
import type { UpdateGate } from '#contract/update-rules/update-gates.ts'
import { compareVersions } from '#contract/version-order.ts'
import type { NodeWhy } from '#contract/why.ts'
import { requireApplicationId } from '#server/application-scope/find-application.ts'
import type { Context } from '#server/context.ts'
import type { Schema } from '#server/database/schema.ts'
import { inSnapshot } from '#server/database/transaction.ts'
import { notFound } from '#server/http/http-error.ts'
import { readNodeState } from '#server/updates/node-state-queries.ts'
import type { NodeState } from '#server/updates/node-state.ts'
import { type CheckingNode, findCheckingNode, readSwitchedOff } from './checking-node-queries.ts'
import { readClears, readLaterGates, readSince } from './gate-times.ts'
import {
  explainCheck,
  type HypotheticalCheckIn,
  decideHypotheticalCheckIn,
  isSilent,
} from './hypothetical-check-in.ts'
import { readTurn } from './read-turn.ts'

/**
 * What a node would get if it checked in now, and why. Throws an HTTP error 404 for a node that the server doesn't know with
 * this application, 400 for an unknown application.
 */
export async function explainNode(
  { db, clock }: Context,
  { instance, application }: { instance: string; application: string },
): Promise<NodeWhy> {
  const now = clock.now()
  return inSnapshot(db, async (trx) => {
    const application_id = await requireApplicationId(trx, application)
    const node = await findCheckingNode(trx, { instance_id: instance, application_id })
    if (!node) throw notFound(`node with the id ${instance} in this application`)
    const state = await stateAtCheckIn(trx, application_id, instance, node)
    const check = await decideHypotheticalCheckIn(trx, { instance_id: instance, node, state, now }, now)
    return { ...(await explain(trx, check)), application_id }
  })
}

/** As the node identified itself at its last check-in. */
async function stateAtCheckIn(
  db: Kysely<Schema>,
  application: string,
  instance_id: string,
  { track, arch }: CheckingNode,
): Promise<NodeState | null> {
  return track === null || arch === null ? null : readNodeState(db, { application, track, arch, instance_id })
}

async function explain(
  db: Kysely<Schema>,
  check: HypotheticalCheckIn,
): Promise<Omit<NodeWhy, 'application_id'>> {
  const { instance_id, node, state, now } = check
  const { outcome, blockedBy, gates } = explainCheck(check)
  const reports = isSilent(check) ? gates.map(blockedBySilence) : gates
  const switchedOff = state ? await readSwitchedOff(db, state.group.id) : null
  const times = {
    gate: blockedBy,
    since: blockedBy && (await readSince(db, check, blockedBy, switchedOff)),
    clears: blockedBy && (await readClears(db, check, blockedBy)),
  }
  const later = await readLaterGates(db, check, times.clears)
  const turn = await readTurn(db, check, { ...times, later })
  return {
    now_ts: now.toISOString(),
    instance_id,
    group_id: state?.group.id ?? null,
    version: node.version,
    last_check_ts: node.last_check_for_updates.toISOString(),
    target: state?.channel.target?.version ?? null,
    outcome,
    blocked_by: isSilent(check) ? 'silent' : blockedBy,
    gates: reports.map((report) => ({ ...report, ...timesOf(report, check, times) })),
    later_gates: later.map(({ gate, clears }) => ({ gate, clears_ts: clears?.toISOString() ?? null })),
    path: pathOf(check),
    safe_mode_ts: switchedOff?.brake_tripped_ts?.toISOString() ?? null,
    nodes_before: turn.nodesBefore,
    turn_ts: turn.time?.toISOString() ?? null,
  }
}

const blockedBySilence = (report: GateReport): GateReport =>
  report.gate === 'silent' ? { ...report, state: 'blocked' } : report

interface BlockedTimes {
  gate: UpdateGate | null
  since: Date | null
  clears: Date | null
}

function timesOf({ gate }: GateReport, { node }: HypotheticalCheckIn, blocked: BlockedTimes) {
  if (gate === 'silent') {
    return { since_ts: node.last_check_for_updates.toISOString(), clears_ts: null }
  }
  const { since, clears } = gate === blocked.gate ? blocked : NO_TIMES
  return { since_ts: since?.toISOString() ?? null, clears_ts: clears?.toISOString() ?? null }
}

const NO_TIMES = { since: null, clears: null }

/** What is left to install, whatever blocks it now. */
function pathOf({ node: { version }, state }: HypotheticalCheckIn): NodeWhy['path'] {
  const target = state?.channel.target
  if (!state || !target || compareVersions(version, target.version) >= 0) return []
  return packagesToInstall(version, target, state.channel.floors).map((step) => ({
    version: step.version,
    floor_reason: step.floor?.reason ?? null,
    is_floor: step.floor !== null,
    blacklisted: step.blacklisted,
  }))
}
