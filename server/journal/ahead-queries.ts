import type { Kysely } from 'kysely'
import type { JournalEntry } from '#contract/journal.ts'
import type { Schema } from '#server/database/schema.ts'
import type { entryOf } from './record-write.ts'
import { nameThing, ownFields, type Thing } from './told-thing.ts'
import type { WriteTarget } from './write-target.ts'

interface Begun {
  updateServer: string
  now: Date
  actor: string
  reason: string
  target: WriteTarget
  before: Thing | null
  /** Why it is refused without being handed on; null where it is handed on. */
  message: string | null
}

/** Notes a write before it is sent. Returns the entry's id. */
export async function beginEntry(
  db: Kysely<Schema>,
  { updateServer, now, actor, reason, target, before, message }: Begun,
): Promise<string> {
  const { action, subject } = target
  const named = before === null ? nameless(target) : nameThing(subject, before)
  const { id } = await db
    .insertInto('journal')
    .values({
      ...named,
      update_server: updateServer,
      created_ts: now,
      actor,
      action,
      subject,
      before: before && JSON.stringify(ownFields(subject, before)),
      after: null,
      reason,
      outcome: message === null ? 'unknown' : 'refused',
      message,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

const nameless = ({ application, id }: WriteTarget) => ({
  application_id: application,
  subject_id: id,
  subject_name: '',
})

type Completion = Pick<JournalEntry, 'outcome' | 'message'> & Partial<NonNullable<ReturnType<typeof entryOf>>>

export async function completeEntry(db: Kysely<Schema>, id: string, completion: Completion): Promise<void> {
  await db.updateTable('journal').set(completion).where('id', '=', id).execute()
}

/** Of a write that changed nothing. */
export async function dropEntry(db: Kysely<Schema>, id: string): Promise<void> {
  await db.deleteFrom('journal').where('id', '=', id).execute()
}
