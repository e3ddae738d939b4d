import type { Kysely } from 'kysely'
import type { Schema } from '#server/database/schema.ts'
import type { IdsOf } from './demo-ids.ts'
import type { FleetPlan } from './fleet-plan.ts'
import { insertRows } from './insert-rows.ts'
import type { FleetHistory } from './simulate-history.ts'

/** The machines, and what the server remembers of the applications on them. */
export async function writeNodes(
  db: Kysely<Schema>,
  plan: FleetPlan,
  history: FleetHistory,
  idsOf: IdsOf,
  start: Date,
): Promise<void> {
  const joined = (joinedAt: number) => new Date(start.getTime() + joinedAt)
  const machines = [...new Set(plan.nodes.map(({ machine }) => machine))]
  await insertRows(
    db,
    'instances',
    ['id', 'ip', 'alias', 'oem', 'aleph_version', 'created_ts'],
    machines.map((machine) => ({ ...machine, created_ts: joined(machine.joinedAt) })),
  )
  await insertRows(
    db,
    'instance_applications',
    [
      'instance_id',
      'application_id',
      'group_id',
      'version',
      'status',
      'last_check_for_updates',
      'last_update_granted_ts',
      'last_update_version',
      'update_in_progress',
      'created_ts',
    ],
    history.nodes.map(({ plan: { machine, group }, record }) => {
      const { application_id, group_id } = idsOf(group)
      return {
        instance_id: machine.id,
        application_id,
        group_id,
        ...record,
        created_ts: joined(machine.joinedAt),
      }
    }),
  )
}

/** What happened, in the order in which it happened. */
export async function writeEvents(db: Kysely<Schema>, { server }: FleetHistory, idsOf: IdsOf): Promise<void> {
  await insertRows(
    db,
    'instance_status_history',
    ['instance_id', 'application_id', 'group_id', 'status', 'version', 'error_code', 'created_ts'],
    server.history.map(({ node, status, version, error_code, created_ts }) => {
      const { application_id, group_id } = idsOf(node.group.plan)
      const instance_id = node.plan.machine.id
      return { instance_id, application_id, group_id, status, version, error_code, created_ts }
    }),
  )
  await insertRows(
    db,
    'activities',
    ['application_id', 'group_id', 'channel_id', 'instance_id', 'class', 'severity', 'version', 'created_ts'],
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
