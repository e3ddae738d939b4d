import type { Kysely } from 'kysely'
import { windowStart } from '#contract/duration.ts'
import { decideUpdate, type UpdateDecision } from '#contract/update-rules/decide-update.ts'
import { decideWithinLimits } from '#contract/update-rules/decide-within-limits.ts'
import { explainDecision } from '#contract/update-rules/explain-decision.ts'
import { grantsWithinLimits } from '#contract/update-rules/grants-within-limits.ts'
import { UPDATE_GATES, type UpdateGate } from '#contract/update-rules/update-gates.ts'
import type { GroupWhy } from '#contract/why.ts'
import type { Context } from '#server/context.ts'
import type { Schema } from '#server/database/schema.ts'
import { inSnapshot } from '#server/database/transaction.ts'
import { notFound } from '#server/http/http-error.ts'
import { countUpdates } from '#server/updates/limit-queries.ts'
import type { ChannelStep, NodeState } from '#server/updates/node-state.ts'
import { findGroupState, readCheckBuckets } from './group-check-queries.ts'

/** Nodes by where they would end if all of them checked in now. */
type Places = Map<UpdateGate | 'granted' | 'offered', number>

type GroupState = Pick<NodeState, 'group' | 'channel'>

/** Where the group's nodes wait. Throws an HTTP error 404 for an unknown group. */
export async function explainGroup({ db, clock }: Context, groupId: string): Promise<GroupWhy> {
  const now = clock.now()
  return inSnapshot(db, async (trx) => {
    const found = await findGroupState(trx, groupId)
    if (!found) throw notFound(`group with the id ${groupId}`)
    const places = await placeNodes(trx, groupId, found.state, now)
    return {
      now_ts: now.toISOString(),
      group_id: groupId,
      nodes: [...places.values()].reduce((sum, nodes) => sum + nodes, 0),
      gates: UPDATE_GATES.flatMap((gate) => {
        const nodes = places.get(gate) ?? 0
        return nodes === 0 ? [] : [{ gate, nodes }]
      }),
      granted: places.get('granted') ?? 0,
      offered: places.get('offered') ?? 0,
    }
  })
}

async function placeNodes(
  db: Kysely<Schema>,
  groupId: string,
  state: GroupState | null,
  now: Date,
): Promise<Places> {
  const places: Places = new Map()
  const add = (place: UpdateGate | 'granted' | 'offered', nodes: number) => {
    if (nodes > 0) places.set(place, (places.get(place) ?? 0) + nodes)
  }
  const { silent, buckets } = await readCheckBuckets(db, {
    groupId,
    timeout: state?.group.policy_update_timeout ?? null,
    seenSince: windowStart('1d', now),
    knownSince: windowStart('30d', now),
    now,
  })
  add('silent', silent)
  let atLimits = 0
  for (const { nodes, ...node } of buckets) {
    const decision =
      state && decideUpdate({ node, isSyncer: false, policy: state.group, channel: state.channel }, now)
    if (decision?.kind === 'check-limits') atLimits += nodes
    else add(placeOf(decision, state), nodes)
  }
  if (state && atLimits > 0) await placeAtLimits(db, state, { nodes: atLimits, now, add })
  return places
}

function placeOf(decision: UpdateDecision<ChannelStep> | null, state: GroupState | null) {
  const { outcome, blockedBy } = explainDecision(decision, state?.group ?? null, null)
  return blockedBy ?? (outcome === 'offered' ? 'offered' : 'granted')
}

/** The limits let as many pass as they have free slots, and hold the others. */
async function placeAtLimits(
  db: Kysely<Schema>,
  { group, channel }: GroupState,
  { nodes, now, add }: { nodes: number; now: Date; add: (place: UpdateGate | 'granted', n: number) => void },
): Promise<void> {
  const counts = await countUpdates(db, { group, channel }, now)
  const granted = grantsWithinLimits(group, counts, nodes)
  add('granted', granted)
  const verdict = decideWithinLimits(group, {
    ...counts,
    granted_in_last_period: counts.granted_in_last_period + granted,
    in_progress: counts.in_progress + granted,
  })
  if (verdict.kind === 'hold') add(verdict.reason, nodes - granted)
}
