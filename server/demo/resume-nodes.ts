import { HOUR_MS, MINUTE_MS, SECOND_MS } from '#contract/time-units.ts'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import type { Kysely } from 'kysely'
import type { Schema } from '#server/database/schema.ts'
import { findGroups } from './demo-ids.ts'
import { CHECK_INTERVAL } from './durations.ts'
import type { FleetPlan, NodePlan } from './fleet-plan.ts'
import type { Random } from '#contract/random.ts'
import type { NodePhase, SimulatedNode } from './simulated-node.ts'

export interface ResumedNode {
  plan: NodePlan
  node: SimulatedNode
}

/** What the database says of a node. */
export interface NodeRecord {
  version: string
  status: number | null
  last_update_version: string | null
  last_check_for_updates: Date
}

/** After so long the server no longer believes what a node says of an update, until the node says that it is there. */
const LONG_ABSENCE = 12 * HOUR_MS

/** Rollouts are to move soon after a start. */
const UPDATE_GOES_ON = 20 * SECOND_MS
/** What failed is not tried again at once. */
const PATIENCE = 20 * MINUTE_MS

/** Every planned node as the database knows it. */
export async function resumeNodes(
  db: Kysely<Schema>,
  plan: FleetPlan,
  now: number,
  random: Random,
): Promise<ResumedNode[]> {
  const groups = await findGroups(db, plan.groups)
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

/** Goes on where the node was; they speak one after the other within a minute. */
export function resumeNode(record: NodeRecord, now: number, random: Random): SimulatedNode {
  const { version, last_check_for_updates } = record
  const phase = phaseOf(record)
  const wasLongGone = now - last_check_for_updates.getTime() > LONG_ABSENCE
  return {
    version,
    phase: wasLongGone ? { kind: 'returning', to: phase } : phase,
    contactAt: now + random.integer(0, delayOf(record, phase)),
    failures: 0,
  }
}

function delayOf({ status }: NodeRecord, { kind }: NodePhase): number {
  if (kind !== 'idle') return UPDATE_GOES_ON
  return status === INSTANCE_STATUS.error ? PATIENCE : CHECK_INTERVAL
}

/** A node that was granted an update and has not begun asks once more, and gets it. */
function phaseOf({ status, last_update_version: target }: NodeRecord): NodePhase {
  if (target === null) return { kind: 'idle' }
  const { downloading, downloaded, installed } = INSTANCE_STATUS
  if (status === downloading) return { kind: 'downloading', target, failure: null }
  if (status === downloaded || status === installed) return { kind: 'installed', target, failure: null }
  return { kind: 'idle' }
}
