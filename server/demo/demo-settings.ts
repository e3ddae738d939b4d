import type { Kysely } from 'kysely'
import type { Schema } from '#server/database/schema.ts'
import { insertRows } from './insert-rows.ts'

const KEYS = { demo: 'demo', seed: 'demo_seed', start: 'demo_start' } as const

/** True in a database with simulated nodes, false in one that must never get any; null while neither is settled. */
export async function readDemoMarker(db: Kysely<Schema>): Promise<boolean | null> {
  const setting = await db
    .selectFrom('settings')
    .select('value')
    .where('key', '=', KEYS.demo)
    .executeTakeFirst()
  return setting ? setting.value === 'true' : null
}

/** The database never gets simulated nodes. */
export async function markAsReal(db: Kysely<Schema>): Promise<void> {
  await db
    .insertInto('settings')
    .values({ key: KEYS.demo, value: 'false' })
    .onConflict((existing) => existing.doNothing())
    .execute()
}

/** The demo's parameters, as the database keeps them. */
export interface DemoSettings {
  seed: string
  /** When the demo first started, in milliseconds since the epoch; the plan's times are relative to it. */
  start: number
}

/** Null in a database without simulated nodes. */
export async function readDemoSettings(db: Kysely<Schema>): Promise<DemoSettings | null> {
  const rows = await db.selectFrom('settings').selectAll().execute()
  const valueOf = (key: string) => rows.find((row) => row.key === key)?.value
  const seed = valueOf(KEYS.seed)
  const start = Date.parse(valueOf(KEYS.start) ?? '')
  return valueOf(KEYS.demo) !== 'true' || seed === undefined || Number.isNaN(start) ? null : { seed, start }
}

export async function writeDemoSettings(db: Kysely<Schema>, { seed, start }: DemoSettings): Promise<void> {
  await insertRows(db, 'settings', [
    { key: KEYS.demo, value: 'true' },
    { key: KEYS.seed, value: seed },
    { key: KEYS.start, value: new Date(start).toISOString() },
  ])
}
