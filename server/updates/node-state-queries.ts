import { type Kysely, sql } from 'kysely'
import type { Arch } from '#contract/arch.ts'
import { coalesce } from '#server/concurrency/coalesce.ts'
import { isUuid } from '#server/database/is-uuid.ts'
import type { Schema } from '#server/database/schema.ts'
import type { ChannelStep, NodeAddress, NodeState, RegisteredNodeState } from './node-state.ts'

/**
 * Null when there is no such application, or no group of that track whose channel has that arch; of several groups,
 * the oldest. Outside a transaction, concurrent calls share one statement.
 */
export async function readNodeState(db: Kysely<Schema>, address: NodeAddress): Promise<NodeState | null> {
  if (!db.isTransaction) return readCoalesced(db, address)
  const [state = null] = await readNodeStates(db, [address])
  return state
}

const readCoalesced = coalesce(readNodeStates)

/** Runs for every request of every node, so it is raw SQL: building the query would take longer than running it. */
async function readNodeStates(
  db: Kysely<Schema>,
  addresses: readonly NodeAddress[],
): Promise<(NodeState | null)[]> {
  const { routes, nodes } = distinctRoutes(addresses)
  const ids = routes.map(({ application }) => (isUuid(application) ? application : null))
  const productIds = routes.map(({ application }) => (isUuid(application) ? null : application))
  const { rows } = await sql<NodeStateRow>`
    with routes as materialized (
      select request.route, found.*
      from unnest(
        ${ids}::uuid[], ${productIds}::text[], ${routes.map(({ track }) => track)}::text[],
        ${routes.map(({ arch }) => arch)}::int[]
      ) with ordinality as request (id, product_id, track, arch, route),
      lateral (
        select
          a.id as application_id, g.id as route_id, g.rollout_in_progress, g.policy_updates_enabled,
          g.policy_safe_mode, g.policy_office_hours, g.policy_timezone, g.policy_max_updates_per_period,
          g.policy_period_interval, g.policy_update_timeout, p.id as target_id, p.version as target_version,
          exists (
            select from channel_blacklist b where b.channel_id = c.id and b.package_id = p.id
          ) as target_blacklisted,
          array(
            select json_build_object(
              'id', fp.id, 'version', fp.version, 'floor', json_build_object('reason', f.floor_reason),
              'blacklisted', exists (
                select from channel_blacklist b where b.channel_id = c.id and b.package_id = fp.id
              )
            )
            from channel_floors f join packages fp on fp.id = f.package_id
            where f.channel_id = c.id
          ) as floors
        from applications a
        join groups g on g.application_id = a.id
        join channels c on c.id = g.channel_id
        left join packages p on p.id = c.package_id
        where (a.id = request.id or lower(a.product_id) = request.product_id)
          and g.track = request.track and c.arch = request.arch
        order by g.created_ts, g.seq
        limit 1
      ) as found
    )
    select nodes.place::int, r.*, i.ip, i.alias, i.oem, i.aleph_version, i.boot_id,
      n.group_id, n.version, n.status, n.last_check_for_updates, n.last_update_granted_ts, n.last_update_version,
      n.update_in_progress
    from unnest(
      ${nodes.map(({ instance_id }) => instance_id)}::text[], ${nodes.map(({ route }) => route)}::int[]
    ) with ordinality as nodes (instance_id, route, place)
    join routes r on r.route = nodes.route
    left join instances i on i.id = nodes.instance_id
    left join instance_applications n on n.instance_id = i.id and n.application_id is not distinct from r.application_id`.execute(
    db,
  )
  const byPlace = new Map(rows.map((row) => [row.place, row]))
  return addresses.map((_, place) => {
    const row = byPlace.get(place + 1)
    return row ? stateOf(row) : null
  })
}

/** Most nodes of a batch share a few routes (application, track and arch), which are looked up once each. */
function distinctRoutes(addresses: readonly NodeAddress[]) {
  const routes = new Map<string, { place: number; application: string; track: string; arch: Arch }>()
  const nodes = addresses.map(({ application: id, track, arch, instance_id }) => {
    const application = id.toLowerCase()
    const key = JSON.stringify([application, track, arch])
    const route = routes.get(key) ?? { place: routes.size + 1, application, track, arch }
    routes.set(key, route)
    return { instance_id, route: route.place }
  })
  return { routes: [...routes.values()], nodes }
}

function stateOf(row: NodeStateRow): NodeState {
  const { application_id, route_id, floors, target_id, target_version, target_blacklisted, ...others } = row
  const target =
    target_id === null || target_version === null
      ? null
      : { id: target_id, version: target_version, blacklisted: target_blacklisted, floor: null }
  return {
    application_id,
    group: {
      id: route_id,
      rollout_in_progress: others.rollout_in_progress,
      policy_updates_enabled: others.policy_updates_enabled,
      policy_safe_mode: others.policy_safe_mode,
      policy_office_hours: others.policy_office_hours,
      policy_timezone: others.policy_timezone,
      policy_max_updates_per_period: others.policy_max_updates_per_period,
      policy_period_interval: others.policy_period_interval,
      policy_update_timeout: others.policy_update_timeout,
    },
    channel: { target, floors },
    instance: machineOf(others),
    node: recordOf(others),
  }
}

/** What a left join returns for no match. */
type AllNull<Row> = { [Column in keyof Row]: Row[Column] | null }

type MachineColumns = AllNull<NonNullable<NodeState['instance']>>
type NodeColumns = AllNull<RegisteredNodeState['node']>

interface NodeStateRow extends Omit<NodeState['group'], 'id'>, MachineColumns, NodeColumns {
  place: number
  application_id: string
  route_id: string
  target_id: string | null
  target_version: string | null
  target_blacklisted: boolean
  floors: ChannelStep[]
}

const machineOf = ({ ip, alias, oem, aleph_version, boot_id }: MachineColumns) =>
  ip === null || alias === null || oem === null || aleph_version === null || boot_id === null
    ? null
    : { ip, alias, oem, aleph_version, boot_id }

function recordOf(row: NodeColumns): NodeState['node'] {
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
