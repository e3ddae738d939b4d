import { DEMO_CHECK_IN_INTERVAL_MS } from '#contract/check-in-interval.ts'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import type { Kysely } from 'kysely'
import type { Schema } from '#server/database/schema.ts'
import type { NodeRecord } from '#server/updates/update-record.ts'
import { findDemoGroups } from './demo-groups.ts'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '#contract/time-units.ts'
import type { FleetPlan, NodePlan } from './fleet-plan.ts'
import type { Random } from '#contract/random.ts'
import type { NodePhase, SimulatedNode } from './simulated-node.ts'

export interface ResumedNode {
  plan: NodePlan
  node: SimulatedNode
}

type StoredState = Pick<NodeRecord, 'version' | 'status' | 'last_update_version' | 'last_check_for_updates'>

/** Half of the time after which the server ignores a node's events until the node has checked in. */
const LONG_ABSENCE_MS = 12 * HOUR_MS

/** Updates resume within this time, so that rollouts move soon after a start. */
const RESUME_WITHIN_MS = 20 * SECOND_MS
/** Nodes whose update failed retry within this time. */
const RETRY_WITHIN_MS = 20 * MINUTE_MS

/** The planned nodes that the database has, in the state that it records. */
export async function resumeNodes(
  db: Kysely<Schema>,
  plan: FleetPlan,
  now: number,
  random: Random,
): Promise<ResumedNode[]> {
  const groups = await findDemoGroups(db, plan.groups)
  const applications = [...new Set([...groups.values()].map(({ application_id }) => application_id))]
  if (applications.length === 0) return []
  const records = await db
    .selectFrom('instance_applications')
    .select([
      'instance_id',
      'application_id',
      'version',
      'status',
      'last_update_version',
      'last_check_for_updates',
    ])
    .where('application_id', 'in', applications)
    .execute()
  const recordOf = new Map(
    records.map((record) => [`${record.application_id} ${record.instance_id}`, record]),
  )
  return plan.nodes.flatMap((node) => {
    const application_id = groups.get(node.group)?.application_id
    const record = recordOf.get(`${application_id} ${node.machine.id}`)
    return record ? [{ plan: node, node: resumeNode(record, now, random) }] : []
  })
}

/** The node as the database has it, with a first contact at a random time so that nodes don't all contact at once. */
export function resumeNode(record: StoredState, now: number, random: Random): SimulatedNode {
  const { version, last_check_for_updates } = record
  const phase = phaseOf(record)
  const wasAbsent = now - last_check_for_updates.getTime() > LONG_ABSENCE_MS
  return {
    version,
    phase: wasAbsent ? { kind: 'returning', to: phase } : phase,
    nextContactAt: now + random.integer(0, maxDelay(record, phase)),
    failures: 0,
  }
}

function maxDelay({ status }: StoredState, { kind }: NodePhase): number {
  if (kind !== 'idle') return RESUME_WITHIN_MS
  return status === INSTANCE_STATUS.error ? RETRY_WITHIN_MS : DEMO_CHECK_IN_INTERVAL_MS
}

/** A node that was granted an update and hasn't started it is idle: it checks again and is offered the same update. */
function phaseOf({ status, last_update_version: target }: StoredState): NodePhase {
  if (target === null) return { kind: 'idle' }
  const { downloading, downloaded, installed } = INSTANCE_STATUS
  if (status === downloading) return { kind: 'downloading', target, failure: null }
  if (status === downloaded || status === installed) return { kind: 'installed', target, failure: null }
  return { kind: 'idle' }
}
