import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import { runAsRead } from '#server/concurrency/run-as-read.ts'
import type { Schema } from '#server/database/schema.ts'
import { inTransaction } from '#server/database/transaction.ts'

/** A part is short, so that check-ins wait for it no longer than for another node. */
const NODES_AT_ONCE = 2_000
const ROWS_AT_ONCE = 20_000

/** For the request that deletes: what most groups leave is gone when it is answered. */
export const SWEEP_MS = 500

/** Tables with rows of a group, but for the nodes themselves. */
const TABLES_OF_GROUPS = [
  'version_spells',
  'instance_status_history',
  'activities',
  'earlier_grants',
  'history_counts',
  'version_spell_counts',
  'version_changes',
]

type Table = 'all_groups' | 'all_applications'

interface Step {
  /** So many rows; where it changes fewer, nothing is left for it. */
  atMost: number
  statement: RawBuilder<unknown>
}

interface SweepOptions {
  /** Once so many milliseconds are over, what takes more than one part is left to the next sweep. */
  forMs?: number
}

/**
 * Deletes what deleted groups and applications left, in parts, each in a transaction of its own. Any process may, and may
 * end in between: another one goes on. Returns false where something is left.
 */
export const sweepDeleted = (db: Kysely<Schema>, { forMs = Infinity }: SweepOptions = {}): Promise<boolean> =>
  // Check-ins come before each part.
  runAsRead(new AbortController().signal, () => sweep(db, performance.now() + forMs))

async function sweep(db: Kysely<Schema>, until: number): Promise<boolean> {
  let isDone = true
  // The groups of an application come first.
  for (const table of ['all_groups', 'all_applications'] as const)
    for (const id of await listDeleted(db, table)) {
      const outcome = await sweepOne(db, { table, id, until })
      if (outcome === 'late') return false
      if (outcome === 'locked') isDone = false
    }
  return isDone
}

async function listDeleted(db: Kysely<Schema>, table: Table): Promise<string[]> {
  const rows = await db
    .selectFrom(table)
    .select('id')
    .where('deleted_ts', 'is not', null)
    .orderBy('deleted_ts')
    .execute()
  return rows.map(({ id }) => id)
}

interface Deleted {
  table: Table
  id: string
  /** By `performance.now()`. */
  until: number
}

/** `locked`: another process is sweeping it. */
type Outcome = 'done' | 'late' | 'locked'

async function sweepOne(db: Kysely<Schema>, deleted: Deleted): Promise<Outcome> {
  const { table, id } = deleted
  for (const step of table === 'all_groups' ? stepsOfGroup(id) : stepsOfApplication(id)) {
    const outcome = await repeatStep(db, deleted, step)
    if (outcome !== 'done') return outcome
  }
  return 'done'
}

async function repeatStep(db: Kysely<Schema>, { table, id, until }: Deleted, step: Step): Promise<Outcome> {
  for (;;) {
    const changed = await inTransaction(db, async (trx) => {
      if (!(await lockDeleted(trx, table, id))) return null
      await sql`select set_config('platte.sweeping', 'on', true)`.execute(trx)
      return Number((await step.statement.execute(trx)).numAffectedRows ?? 0)
    })
    if (changed === null) return 'locked'
    if (changed < step.atMost) return 'done'
    if (performance.now() >= until) return 'late'
  }
}

async function lockDeleted(trx: Transaction<Schema>, table: Table, id: string): Promise<boolean> {
  const row = await trx
    .selectFrom(table)
    .select('id')
    .where('id', '=', id)
    .forNoKeyUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row !== undefined
}

/** Its nodes stay, without a group and what they had in it. The last step takes along what locked rows kept. */
const stepsOfGroup = (id: string): Step[] => [
  {
    atMost: NODES_AT_ONCE,
    statement: sql`
      update instance_applications n
      set group_id = null, completed_ts = null, completed_version = null,
        granted_group_id = nullif(granted_group_id, ${id}::uuid)
      from (
        select instance_id, application_id from instance_applications where group_id = ${id}
        limit ${NODES_AT_ONCE} for no key update skip locked
      ) as part
      where n.instance_id = part.instance_id and n.application_id = part.application_id`,
  },
  {
    atMost: NODES_AT_ONCE,
    statement: sql`
      update instance_applications n set granted_group_id = null
      from (
        select instance_id, application_id from instance_applications where granted_group_id = ${id}
        limit ${NODES_AT_ONCE} for no key update skip locked
      ) as part
      where n.instance_id = part.instance_id and n.application_id = part.application_id`,
  },
  ...TABLES_OF_GROUPS.map((table) => deletePart(table, sql`group_id = ${id}`, ROWS_AT_ONCE)),
  { atMost: Infinity, statement: sql`delete from all_groups where id = ${id} and deleted_ts is not null` },
]

const stepsOfApplication = (id: string): Step[] => [
  deletePart('instance_applications', sql`application_id = ${id}`, NODES_AT_ONCE),
  {
    atMost: Infinity,
    statement: sql`delete from all_applications where id = ${id} and deleted_ts is not null`,
  },
]

const deletePart = (table: string, condition: RawBuilder<unknown>, atMost: number): Step => ({
  atMost,
  statement: sql`delete from ${sql.table(table)} where ctid = any(array(
    select ctid from ${sql.table(table)} where ${condition} limit ${atMost}
  ))`,
})
