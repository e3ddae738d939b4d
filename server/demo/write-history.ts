import type { Kysely } from 'kysely'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import type { Schema } from '#server/database/schema.ts'
import type { LookUpGroupIds } from './demo-groups.ts'
import type { FleetPlan } from './fleet-plan.ts'
import { insertRows } from './insert-rows.ts'
import type { FleetHistory } from './simulate-history.ts'

/** The machines, and the server's records of their applications. */
export async function writeNodes(
  db: Kysely<Schema>,
  plan: FleetPlan,
  history: FleetHistory,
  idsOf: LookUpGroupIds,
  start: Date,
): Promise<void> {
  const dateOf = (joinedAt: number) => new Date(start.getTime() + joinedAt)
  const machines = [...new Set(plan.nodes.map(({ machine }) => machine))]
  await insertRows(
    db,
    'instances',
    machines.map(({ id, ip, alias, oem, aleph_version, joinedAt }) => {
      return { id, ip, alias, oem, aleph_version, created_ts: dateOf(joinedAt) }
    }),
  )
  await insertRows(
    db,
    'instance_applications',
    history.nodes.map(({ plan: { machine, group }, record }) => {
      const { application_id, group_id } = idsOf(group)
      const created_ts = dateOf(machine.joinedAt)
      const granted_group_id = record.last_update_granted_ts === null ? null : group_id
      return { instance_id: machine.id, application_id, group_id, granted_group_id, ...record, created_ts }
    }),
  )
}

/** The status history and the activity, in chronological order. */
export async function writeHistory(
  db: Kysely<Schema>,
  { nodes, server }: FleetHistory,
  idsOf: LookUpGroupIds,
): Promise<void> {
  await insertRows(
    db,
    'instance_status_history',
    nodes.flatMap(({ earlierUpdate, plan }) => {
      if (earlierUpdate === null) return []
      const { application_id, group_id } = idsOf(plan.group)
      const { id: instance_id } = plan.machine
      const completed = { status: INSTANCE_STATUS.complete, version: plan.firstVersion, error_code: null }
      return { instance_id, application_id, group_id, ...completed, created_ts: earlierUpdate }
    }),
  )
  await insertRows(
    db,
    'instance_status_history',
    server.history.map(({ node, status, version, error_code, created_ts }) => {
      const { application_id, group_id } = idsOf(node.group.plan)
      const instance_id = node.plan.machine.id
      return { instance_id, application_id, group_id, status, version, error_code, created_ts }
    }),
  )
  await insertRows(
    db,
    'activities',
    server.activities.map((activity) => {
      const { application_id, group_id, channel_id } = idsOf(activity.group.plan)
      return {
        application_id,
        group_id: activity.ofChannel ? null : group_id,
        channel_id: activity.ofChannel ? channel_id : null,
        instance_id: activity.node?.plan.machine.id ?? null,
        class: activity.class,
        severity: activity.severity,
        version: activity.version,
        created_ts: activity.created_ts,
      }
    }),
  )
}
