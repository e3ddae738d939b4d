import { type Kysely, type Selectable, sql } from 'kysely'
import { MAX_REFUSED, MAX_REFUSED_OF_ADDRESS, REFUSED_KEPT_DAYS } from '#contract/refused-check-in.ts'
import { retryOnSerializationFailure } from '#server/concurrency/retry-on-serialization-failure.ts'
import type { RefusedCheckInTable, Schema } from '#server/database/schema.ts'
import type { Refusal } from './refusal.ts'

/** A refusal that was made one or several times since the last write. */
export interface CountedRefusal {
  id: string
  refusal: Refusal
  first: Date
  last: Date
  times: number
}

/** Adds refusals, and removes the oldest beyond the bounds. */
export async function writeRefusals(
  db: Kysely<Schema>,
  counted: readonly CountedRefusal[],
  now: Date,
): Promise<void> {
  const rows = counted
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .map(({ id, refusal, first, last, times }) => ({ id, ...refusal, first_ts: first, last_ts: last, times }))
  await retryOnSerializationFailure(() =>
    db
      .insertInto('refused_check_ins')
      .values(rows)
      .onConflict((known) =>
        known.column('id').doUpdateSet({
          alias: (values) => values.ref('excluded.alias'),
          last_ts: sql`greatest(refused_check_ins.last_ts, excluded.last_ts)`,
          times: sql`refused_check_ins.times + excluded.times`,
        }),
      )
      .execute(),
  )
  await sql`
    delete from refused_check_ins where last_ts < ${now}::timestamptz - make_interval(days => ${REFUSED_KEPT_DAYS})
      or id in (
        select id from (
          select id, row_number() over (order by last_ts desc, id) as place, row_number() over (
            partition by network(set_masklen(address, case family(address) when 6 then 64 else 32 end))
            order by last_ts desc, id
          ) as place_of_address
          from refused_check_ins
        ) as ranked
        where place > ${MAX_REFUSED} or place_of_address > ${MAX_REFUSED_OF_ADDRESS}
      )`.execute(db)
}

/** The latest first. */
export const listRefusals = (db: Kysely<Schema>): Promise<Selectable<RefusedCheckInTable>[]> =>
  db
    .selectFrom('refused_check_ins')
    .selectAll()
    .orderBy('last_ts', 'desc')
    .orderBy('id')
    .limit(MAX_REFUSED)
    .execute()

/** A group with what nodes name it by. */
export interface KnownGroup {
  application_id: string
  product_id: string | null
  track: string
  /** Of its channel; null where it follows none. */
  arch: number | null
}

/** Every application with its groups; an application without groups once, with an empty track. */
export async function listKnownGroups(db: Kysely<Schema>): Promise<KnownGroup[]> {
  const { rows } = await sql<KnownGroup>`
    select a.id as application_id, a.product_id, coalesce(g.track, '') as track, c.arch
    from applications a left join groups g on g.application_id = a.id left join channels c on c.id = g.channel_id
    order by g.created_ts, g.seq`.execute(db)
  return rows
}
