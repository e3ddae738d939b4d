import type { Kysely } from 'kysely'
import { SILENT_AFTER_MS } from '#contract/duration.ts'
import { decideUpdate, isUpdating, type UpdateDecision } from '#contract/update-rules/decide-update.ts'
import type { UpdateCounts } from '#contract/update-rules/decide-within-limits.ts'
import { explainDecision } from '#contract/update-rules/explain-decision.ts'
import type { Schema } from '#server/database/schema.ts'
import { countUpdates, isPastTimeout } from '#server/updates/limit-queries.ts'
import type { ChannelStep, NodeState } from '#server/updates/node-state.ts'
import type { CheckingNode } from './checking-node-queries.ts'

/** A node whose check-in is assumed, as the server knows it now. */
export interface HypotheticalNode {
  instance_id: string
  node: CheckingNode
  state: NodeState | null
  now: Date
}

/** What the server would decide at the check-in, and from which counts. */
export interface HypotheticalCheckIn extends HypotheticalNode {
  /** When it checks in: now, or later if nothing else happens until then. */
  at: Date
  decision: UpdateDecision<ChannelStep> | null
  /** Of the group; null unless the limits decide. */
  counts: UpdateCounts | null
}

export const isSilent = ({ node, now }: HypotheticalNode): boolean =>
  now.getTime() - node.last_check_for_updates.getTime() >= SILENT_AFTER_MS

export async function decideHypotheticalCheckIn(
  db: Kysely<Schema>,
  { instance_id, node, state, now }: HypotheticalNode,
  at: Date,
): Promise<HypotheticalCheckIn> {
  const decision = state && (await decide(db, state, node, at))
  const counts =
    state && decision?.kind === 'check-limits'
      ? await countUpdates(db, state, now, { checksIn: instance_id, at })
      : null
  return { instance_id, node, state, now, at, decision, counts }
}

export const explainCheck = ({ decision, state, counts }: HypotheticalCheckIn) =>
  explainDecision(decision, state?.group ?? null, counts)

async function decide(
  db: Kysely<Schema>,
  { node: record, channel, group }: NodeState,
  { version }: CheckingNode,
  at: Date,
): Promise<UpdateDecision<ChannelStep>> {
  const { status, last_update_version, last_update_granted_ts } = record ?? NO_RECORD
  const isTimedOut = isUpdating(status) && (await isPastTimeout(db, group, last_update_granted_ts, at))
  const node = { version, status, last_update_version, isTimedOut }
  return decideUpdate({ node, isSyncer: false, channel, policy: group }, at)
}

const NO_RECORD = { status: null, last_update_version: null, last_update_granted_ts: null }
