import { type Kysely, sql } from 'kysely'
import type { Schema } from '#server/database/schema.ts'
import { coalesce } from '#server/concurrency/coalesce.ts'
import type { Context } from '#server/context.ts'
import { retryOnSerializationFailure } from '#server/concurrency/retry-on-serialization-failure.ts'
import type { NodeState, RegisteredNodeState } from '#server/updates/node-state-queries.ts'
import { decideRegistration, type MachineFacts, type Registration } from './register-node.ts'

interface CheckedIn {
  instance_id: string
  application_id: string
  group_id: string
  version: string
}

/** Takes down that a node checked in. Null when what it tells of itself can't be. */
export async function registerNode(
  { db, clock }: Context,
  state: NodeState,
  machine: MachineFacts,
  version: string,
): Promise<{ state: RegisteredNodeState; isRecognised: boolean } | null> {
  const { application_id, group, node } = state
  const now = clock.now()
  const registration = decideRegistration(state, machine, { group_id: group.id, version }, now)
  if (registration.kind === 'refused') return null
  const checkedIn = { instance_id: machine.id, application_id, group_id: group.id, version }
  const isWritten =
    registration.writesNode &&
    !registration.writesMachine &&
    node?.group_id === group.id &&
    node.version === version &&
    (await noteCheck(db, { ...checkedIn, at: now }))
  if (!isWritten && (registration.writesMachine || registration.writesNode))
    await writeNews(db, { machine, node: checkedIn, writes: registration, at: now })
  const known = node ?? {
    status: null,
    last_check_for_updates: now,
    last_update_granted_ts: null,
    last_update_version: null,
    update_in_progress: false,
  }
  return {
    state: { ...state, node: { ...known, group_id: group.id, version } },
    isRecognised: registration.isRecognised,
  }
}

/**
 * The check-in of a node that is where it was and runs what it ran, with those of all others at the same time.
 * False, with nothing written, when it no longer is, or does. It compares applications so that no index of them can
 * be used, which would look as good to the planner as the one of nodes, as long as there are no statistics.
 */
const noteCheck = coalesce(
  async (db: Kysely<Schema>, checks: readonly (CheckedIn & { at: Date })[]): Promise<boolean[]> => {
    const { rows } = await retryOnSerializationFailure(() =>
      sql<CheckedIn>`
        update instance_applications n set last_check_for_updates = told.at
        from unnest(
          ${checks.map(({ instance_id }) => instance_id)}::text[],
          ${checks.map(({ application_id }) => application_id)}::uuid[],
          ${checks.map(({ group_id }) => group_id)}::uuid[],
          ${checks.map(({ version }) => version)}::text[],
          ${checks.map(({ at }) => at)}::timestamptz[]
        ) as told (instance_id, application_id, group_id, version, at)
        where n.instance_id = told.instance_id and n.application_id is not distinct from told.application_id
          and n.group_id = told.group_id and n.version = told.version
        returning n.instance_id, n.application_id, n.group_id, n.version`.execute(db),
    )
    const keyOf = ({ instance_id, application_id, group_id, version }: CheckedIn) =>
      JSON.stringify([instance_id, application_id, group_id, version])
    const written = new Set(rows.map(keyOf))
    return checks.map((check) => written.has(keyOf(check)))
  },
)

interface News {
  machine: MachineFacts
  node: CheckedIn
  writes: Pick<Registration & { kind: 'registered' }, 'writesMachine' | 'writesNode'>
  at: Date
}

/**
 * Writes what `decideRegistration` found to be news, of all who bring some at the same time. An alias that is set by
 * hand meanwhile is not lost to a machine that sends none. In the order of their ids, or the batches of two processes
 * could wait for each other.
 */
const writeNews = coalesce(async (db: Kysely<Schema>, unordered: readonly News[]): Promise<true[]> => {
  const news = unordered.toSorted((one, other) => (one.machine.id < other.machine.id ? -1 : 1))
  const machines = news.filter(({ writes }) => writes.writesMachine)
  const nodes = news.filter(({ writes }) => writes.writesNode)
  await retryOnSerializationFailure(() =>
    sql`
      with machine as (
        insert into instances (id, ip, alias, oem, aleph_version, created_ts)
        select * from unnest(
          ${machines.map(({ machine }) => machine.id)}::text[], ${machines.map(({ machine }) => machine.ip)}::inet[],
          ${machines.map(({ machine }) => machine.alias)}::text[],
          ${machines.map(({ machine }) => machine.oem)}::text[],
          ${machines.map(({ machine }) => machine.aleph_version)}::text[], ${machines.map(({ at }) => at)}::timestamptz[]
        )
        on conflict (id) do update set
          ip = excluded.ip,
          alias = coalesce(nullif(excluded.alias, ''), instances.alias),
          oem = coalesce(nullif(excluded.oem, ''), instances.oem),
          aleph_version = coalesce(nullif(excluded.aleph_version, ''), instances.aleph_version)
      )
      insert into instance_applications (instance_id, application_id, group_id, version, last_check_for_updates, created_ts)
      select told.*, told.at from unnest(
        ${nodes.map(({ node }) => node.instance_id)}::text[], ${nodes.map(({ node }) => node.application_id)}::uuid[],
        ${nodes.map(({ node }) => node.group_id)}::uuid[], ${nodes.map(({ node }) => node.version)}::text[],
        ${nodes.map(({ at }) => at)}::timestamptz[]
      ) as told (instance_id, application_id, group_id, version, at)
      on conflict (instance_id, application_id) do update set
        group_id = excluded.group_id,
        version = excluded.version,
        last_check_for_updates = excluded.last_check_for_updates`.execute(db),
  )
  return news.map(() => true)
})
