import { type Kysely, sql } from 'kysely'
import { windowStart } from '#contract/duration.ts'
import type { Schema } from '#server/database/schema.ts'
import { hasStatusAndVersion, type InstancesWanted } from './node-conditions.ts'
import { isCountedMachine } from '#server/database/is-counted-machine.ts'

/**
 * How long the list is when nothing is searched for: the kept count of the group's nodes, without those that were
 * silent in the window, and with what the others told of further applications.
 */
export async function totalUnsearched(
  db: Kysely<Schema>,
  wanted: Omit<InstancesWanted, 'search'>,
  now: Date,
): Promise<number> {
  const { application_id, group_id, duration, onlyOwn } = wanted
  const since = windowStart(duration, now)
  const others = sql`(
    select count(*) from shared_machines s
    join instance_applications member on member.instance_id = s.instance_id
    join instance_applications other
      on other.instance_id = s.instance_id and other.application_id <> member.application_id
    where member.group_id = ${group_id} and member.last_check_for_updates > ${since}
      and ${isCountedMachine('member.instance_id')} and ${hasStatusAndVersion('member', wanted)}
  )`
  const { rows } = await sql<{ total: number }>`
    select (
      (select coalesce(sum(kept.nodes), 0) from node_counts kept
        where kept.group_id = ${group_id} and kept.counted and ${hasStatusAndVersion('kept', wanted)})
      - (select count(*) from instance_applications member
        where member.group_id = ${group_id} and member.last_check_for_updates <= ${since}
          and ${isCountedMachine('member.instance_id')} and ${hasStatusAndVersion('member', wanted)})
      + ${onlyOwn ? sql`0` : others}
    )::int as total
    from groups where id = ${group_id} and application_id = ${application_id}`.execute(db)
  return rows[0]?.total ?? 0
}

/** Whether a machine of the group told of several applications, which then stand in the group's list too. */
export async function hasSharedMachines(db: Kysely<Schema>, groupId: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (
      select from shared_machines s join instance_applications member using (instance_id)
      where member.group_id = ${groupId}
    ) as found`.execute(db)
  return rows[0]?.found === true
}
