import { type Kysely, sql, type Transaction } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Arch } from '#contract/arch.ts'
import type { Schema } from '#server/database/schema.ts'
import type { EventRecipient } from './apply-event.ts'
import type { RolloutPolicy } from './decide-within-limits.ts'
import type { ChannelPackage } from './required-floors.ts'

/** How a node names itself and where it belongs. */
export interface NodeAddress {
  /** The application's id or product id, in any case of letters. */
  application: string
  track: string
  arch: Arch
  instance_id: string
}

export interface ChannelStep extends ChannelPackage {
  /** Null where the package is not a floor of the channel. */
  floor: { reason: string | null } | null
}

/** Everything a request of a node is decided by. */
export interface NodeState {
  application_id: string
  group: RolloutPolicy & {
    id: string
    rollout_in_progress: boolean
    policy_period_interval: string
    policy_update_timeout: string
  }
  channel: { target: ChannelStep | null; floors: readonly ChannelStep[] }
  /** The machine, which may have other applications too; null when it is unknown. */
  instance: { ip: string; alias: string; oem: string; aleph_version: string } | null
  /** The machine's record of this application; null before its first contact. */
  node: (EventRecipient & { group_id: string | null }) | null
}

/** After the registration. */
export type RegisteredNodeState = NodeState & { node: NonNullable<NodeState['node']> }

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Null when there is no such application, or no group of that track whose channel has that arch. */
export async function readNodeState(db: Kysely<Schema>, address: NodeAddress): Promise<NodeState | null> {
  const application = address.application.toLowerCase()
  const row = await db
    .selectFrom('applications as a')
    .innerJoin('groups as g', 'g.application_id', 'a.id')
    .innerJoin('channels as c', 'c.id', 'g.channel_id')
    .leftJoin('packages as p', 'p.id', 'c.package_id')
    .leftJoin('instances as i', (join) => join.on('i.id', '=', address.instance_id))
    .leftJoin('instance_applications as n', (join) =>
      join.onRef('n.instance_id', '=', 'i.id').onRef('n.application_id', '=', 'a.id'),
    )
    .where(UUID.test(application) ? sql`a.id` : sql`lower(a.product_id)`, '=', application)
    .where('g.track', '=', address.track)
    .where('c.arch', '=', address.arch)
    .select(['a.id as application_id', 'g.id as route_id', 'g.rollout_in_progress'])
    .select(['g.policy_updates_enabled', 'g.policy_safe_mode', 'g.policy_office_hours', 'g.policy_timezone'])
    .select(['g.policy_max_updates_per_period', 'g.policy_period_interval', 'g.policy_update_timeout'])
    .select(['p.id as target_id', 'p.version as target_version'])
    .select(blacklisted('p.id').as('target_blacklisted'))
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('channel_floors as f')
          .innerJoin('packages as fp', 'fp.id', 'f.package_id')
          .whereRef('f.channel_id', '=', 'c.id')
          .select(['fp.id', 'fp.version', 'f.floor_reason', blacklisted('fp.id').as('blacklisted')]),
      ).as('floors'),
    )
    .select(['i.ip', 'i.alias', 'i.oem', 'i.aleph_version'])
    .select(['n.group_id', 'n.version', 'n.status', 'n.last_check_for_updates', 'n.last_update_granted_ts'])
    .select(['n.last_update_version', 'n.update_in_progress'])
    // The oldest group wins, should two have the same track and arch.
    .orderBy('g.created_ts')
    .orderBy('g.seq')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  const { application_id, route_id, rollout_in_progress, target_id, target_version } = row
  return {
    application_id,
    group: {
      id: route_id,
      rollout_in_progress,
      policy_updates_enabled: row.policy_updates_enabled,
      policy_safe_mode: row.policy_safe_mode,
      policy_office_hours: row.policy_office_hours,
      policy_timezone: row.policy_timezone,
      policy_max_updates_per_period: row.policy_max_updates_per_period,
      policy_period_interval: row.policy_period_interval,
      policy_update_timeout: row.policy_update_timeout,
    },
    channel: {
      target:
        target_id === null || target_version === null
          ? null
          : { id: target_id, version: target_version, blacklisted: row.target_blacklisted, floor: null },
      floors: row.floors.map(({ id, version, blacklisted, floor_reason }) => ({
        id,
        version,
        blacklisted,
        floor: { reason: floor_reason },
      })),
    },
    instance: machineOf(row),
    node: recordOf(row),
  }
}

const machineOf = ({ ip, alias, oem, aleph_version }: AllNull<NonNullable<NodeState['instance']>>) =>
  ip === null || alias === null || oem === null || aleph_version === null
    ? null
    : { ip, alias, oem, aleph_version }

function recordOf(row: AllNull<NonNullable<NodeState['node']>>): NodeState['node'] {
  const { version, last_check_for_updates, update_in_progress } = row
  if (version === null || last_check_for_updates === null || update_in_progress === null) return null
  const { group_id, status, last_update_granted_ts, last_update_version } = row
  return {
    group_id,
    version,
    status,
    last_check_for_updates,
    last_update_granted_ts,
    last_update_version,
    update_in_progress,
  }
}

/** As a left join gives it where nothing matched. */
type AllNull<Row> = { [Column in keyof Row]: Row[Column] | null }

const blacklisted = (packageId: 'p.id' | 'fp.id') =>
  sql<boolean>`exists (
    select from channel_blacklist b where b.channel_id = c.id and b.package_id = ${sql.ref(packageId)}
  )`

/**
 * Makes everyone else who wants to grant in this group wait. Not as strong as `for update`: writing a node's
 * history refers to its group, and must not wait.
 */
export async function lockGroup(trx: Transaction<Schema>, groupId: string): Promise<void> {
  await trx.selectFrom('groups').select('id').where('id', '=', groupId).forNoKeyUpdate().execute()
}

/** Makes another request of the same node wait. Whoever needs both locks takes the group's first. */
export async function lockNode(trx: Transaction<Schema>, node: NodeKey): Promise<void> {
  await trx
    .selectFrom('instance_applications')
    .select('instance_id')
    .where('instance_id', '=', node.instance_id)
    .where('application_id', '=', node.application_id)
    .forNoKeyUpdate()
    .execute()
}

export interface NodeKey {
  instance_id: string
  application_id: string
}
