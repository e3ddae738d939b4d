import type { Kysely } from 'kysely'
import { DAY_MS } from '#contract/time-units.ts'
import { decideUpdate, isUpdating, type UpdateDecision } from '#contract/update-rules/decide-update.ts'
import { explainDecision, type GateReport } from '#contract/update-rules/explain-decision.ts'
import { packagesToInstall } from '#contract/update-rules/packages-to-install.ts'
import { compareVersions } from '#contract/version-order.ts'
import type { NodeWhy } from '#contract/why.ts'
import { requireApplicationId } from '#server/application-scope/find-application.ts'
import type { Context } from '#server/context.ts'
import type { Schema } from '#server/database/schema.ts'
import { inSnapshot } from '#server/database/transaction.ts'
import { notFound } from '#server/http/http-error.ts'
import { countUpdates, isPastTimeout } from '#server/updates/limit-queries.ts'
import { readNodeState } from '#server/updates/node-state-queries.ts'
import type { ChannelStep, NodeState } from '#server/updates/node-state.ts'
import { type CheckingNode, findCheckingNode, readSwitchedOff } from './checking-node-queries.ts'
import { type GateTimes, readGateTimes } from './gate-times.ts'
import type { ImaginedCheck } from './imagined-check.ts'

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
    const decision = state && (await decide(trx, state, node, now))
    const counts =
      state && decision?.kind === 'check-limits' ? await countUpdates(trx, state, now, instance) : null
    const check = { instance_id: instance, node, state, counts, now }
    return { ...(await explain(trx, check, decision)), application_id }
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

async function decide(
  db: Kysely<Schema>,
  { node: record, channel, group }: NodeState,
  { version }: CheckingNode,
  now: Date,
): Promise<UpdateDecision<ChannelStep>> {
  const { status, last_update_version, last_update_granted_ts } = record ?? NO_RECORD
  const isTimedOut = isUpdating(status) && (await isPastTimeout(db, group, last_update_granted_ts, now))
  const node = { version, status, last_update_version, isTimedOut }
  return decideUpdate({ node, isSyncer: false, channel, policy: group }, now)
}

const NO_RECORD = { status: null, last_update_version: null, last_update_granted_ts: null }

/** Nodes that were not seen for longer are in none of the group's counts. */
const SILENT_AFTER_MS = DAY_MS

async function explain(
  db: Kysely<Schema>,
  check: ImaginedCheck,
  decision: UpdateDecision<ChannelStep> | null,
): Promise<Omit<NodeWhy, 'application_id'>> {
  const { instance_id, node, state, counts, now } = check
  const { outcome, blockedBy, gates } = explainDecision(decision, state?.group ?? null, counts)
  const isSilent = now.getTime() - node.last_check_for_updates.getTime() >= SILENT_AFTER_MS
  const reports = isSilent ? gates.map(blockedBySilence) : gates
  const switchedOff = state ? await readSwitchedOff(db, state.group.id) : null
  const times = await readGateTimes(db, check, { blockedBy, switchedOff })
  return {
    now_ts: now.toISOString(),
    instance_id,
    group_id: state?.group.id ?? null,
    version: node.version,
    last_check_ts: node.last_check_for_updates.toISOString(),
    target: state?.channel.target?.version ?? null,
    outcome,
    blocked_by: isSilent ? 'silent' : blockedBy,
    gates: reports.map((report) => ({ ...report, ...timesOf(report, check, times, blockedBy) })),
    path: pathOf(check),
    safe_mode_ts: switchedOff?.brake_tripped_ts?.toISOString() ?? null,
    nodes_before: times.nodesBefore,
    turn_ts: times.turn?.toISOString() ?? null,
  }
}

const blockedBySilence = (report: GateReport): GateReport =>
  report.gate === 'silent' ? { ...report, state: 'blocked' } : report

function timesOf({ gate }: GateReport, { node }: ImaginedCheck, times: GateTimes, blockedBy: string | null) {
  if (gate === 'silent') {
    return { since_ts: node.last_check_for_updates.toISOString(), clears_ts: null }
  }
  const [since, clears] = gate === blockedBy ? [times.since, times.clears] : [null, null]
  return { since_ts: since?.toISOString() ?? null, clears_ts: clears?.toISOString() ?? null }
}

/** What is left to install, whatever blocks it now. */
function pathOf({ node: { version }, state }: ImaginedCheck): NodeWhy['path'] {
  const target = state?.channel.target
  if (!state || !target || compareVersions(version, target.version) >= 0) return []
  return packagesToInstall(version, target, state.channel.floors).map((step) => ({
    version: step.version,
    floor_reason: step.floor?.reason ?? null,
    is_floor: step.floor !== null,
    blacklisted: step.blacklisted,
  }))
}
