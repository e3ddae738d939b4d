import { type Kysely, sql } from 'kysely'
import { windowStart } from '#contract/duration.ts'
import type { Schema } from '#server/database/schema.ts'
import { hasStatusAndVersion, type NodeFilter } from './node-conditions.ts'
import { isCountedMachine } from '#server/database/is-counted-machine.ts'

/**
 * The length of a list without a search: the kept count of the group's nodes, minus those that were silent in the
 * window, plus the rows of the other nodes' further applications.
 */
export async function countUnsearched(
  db: Kysely<Schema>,
  filter: Omit<NodeFilter, 'search'>,
  now: Date,
): Promise<number> {
  const { application_id, group_id, duration, onlyOwn } = filter
  const since = windowStart(duration, now)
  const others = sql`(
    select count(*) from shared_machines s
    join instance_applications own on own.instance_id = s.instance_id
    join instance_applications other
      on other.instance_id = s.instance_id and other.application_id <> own.application_id
    where own.group_id = ${group_id} and own.last_check_for_updates > ${since}
      and ${isCountedMachine('own.instance_id')} and ${hasStatusAndVersion('own', filter)}
  )`
  const { rows } = await sql<{ total: number }>`
    select (
      (select coalesce(sum(kept.nodes), 0) from node_counts kept
        where kept.group_id = ${group_id} and kept.counted and ${hasStatusAndVersion('kept', filter)})
      - (select count(*) from instance_applications node
        where node.group_id = ${group_id} and node.last_check_for_updates <= ${since}
          and ${isCountedMachine('node.instance_id')} and ${hasStatusAndVersion('node', filter)})
      + ${onlyOwn ? sql`0` : others}
    )::int as total
    from groups where id = ${group_id} and application_id = ${application_id}`.execute(db)
  return rows[0]?.total ?? 0
}

/** Whether any machine of the group has several applications, whose rows are in the group's list too. */
export async function hasSharedMachines(db: Kysely<Schema>, groupId: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (
      select from shared_machines s join instance_applications node using (instance_id)
      where node.group_id = ${groupId}
    ) as found`.execute(db)
  return rows[0]?.found === true
}
