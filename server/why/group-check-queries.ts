import { type Kysely, sql } from 'kysely'
import type { Arch } from '#contract/arch.ts'
import { IN_PROGRESS_STATUSES, isInProgress } from '#contract/instance-status.ts'
import type { Schema } from '#server/database/schema.ts'
import { readNodeBuckets } from '#server/groups/node-bucket-queries.ts'
import { readNodeState } from '#server/updates/node-state-queries.ts'
import type { NodeState } from '#server/updates/node-state.ts'

/** Nobody has it: node ids are not empty. */
const NO_NODE = ''

/**
 * What the server decides the group's nodes from; the state is null for a group without a channel. Null for an unknown
 * group.
 */
export async function findGroupState(
  db: Kysely<Schema>,
  groupId: string,
): Promise<{ state: NodeState | null } | null> {
  const { rows } = await sql<{ application_id: string; track: string; arch: Arch | null }>`
    select g.application_id, g.track, c.arch from groups g left join channels c on c.id = g.channel_id
    where g.id = ${groupId}`.execute(db)
  const [group] = rows
  if (!group) return null
  const { application_id: application, track, arch } = group
  if (arch === null) return { state: null }
  return { state: await readNodeState(db, { application, track, arch, instance_id: NO_NODE }) }
}

/** Nodes that are decided alike. */
export interface CheckBucket {
  version: string
  status: number | null
  last_update_version: string | null
  isTimedOut: boolean
  nodes: number
}

interface BucketQuery {
  groupId: string
  /** Null where nothing times out. */
  timeout: string | null
  seenSince: Date
  /** Nodes that were last seen before it are left out. */
  knownSince: Date
  now: Date
}

/** The group's nodes by what decides their checks, and how many are silent; without the ids of test tools. */
export async function readCheckBuckets(
  db: Kysely<Schema>,
  query: BucketQuery,
): Promise<{ silent: number; buckets: CheckBucket[] }> {
  const { groupId, seenSince, knownSince } = query
  const kept = await readNodeBuckets(db, groupId, seenSince)
  const others = kept.filter(
    // Those in progress depend on the grant, and so can't be read from the kept counts.
    ({ status, counted }) => counted && !isInProgress(status),
  )
  const { rows } = await sql<{ silent: number }>`
    select count(*)::int as silent from instance_applications
    where group_id = ${groupId} and last_check_for_updates <= ${seenSince}
      and last_check_for_updates > ${knownSince} and is_counted_machine(instance_id)`.execute(db)
  return {
    silent: rows[0]?.silent ?? 0,
    buckets: [
      ...others.map(({ version, status, nodes }) => ({
        version,
        status,
        last_update_version: null,
        isTimedOut: false,
        nodes,
      })),
      ...(await readGranted(db, query)),
    ],
  }
}

async function readGranted(
  db: Kysely<Schema>,
  { groupId, timeout, seenSince, now }: BucketQuery,
): Promise<CheckBucket[]> {
  const { rows } = await sql<CheckBucket>`
    select version, status, last_update_version,
      coalesce(${now}::timestamptz - last_update_granted_ts > ${timeout}::interval, false) as "isTimedOut",
      count(*)::int as nodes
    from instance_applications
    where group_id = ${groupId} and status in (${sql.join(IN_PROGRESS_STATUSES.map((status) => sql.lit(status)))})
      and last_check_for_updates > ${seenSince} and is_counted_machine(instance_id)
    group by 1, 2, 3, 4`.execute(db)
  return rows
}
