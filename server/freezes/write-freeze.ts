import type { Kysely, Transaction } from 'kysely'
import {
  type Freeze,
  FREEZE_IN_FORCE,
  type FreezeWrite,
  type FrozenGroup,
  type FrozenGroupWrite,
} from '#contract/freeze.ts'
import type { Context } from '#server/context.ts'
import { mapConstraintErrors } from '#server/http/map-constraint-errors.ts'
import type { Schema } from '#server/database/schema.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { conflict, notFound } from '#server/http/http-error.ts'
import { findFrozenGroup, type FrozenServer, listFreezes } from './freeze-queries.ts'

/** Records a freeze with its groups. Returns an existing freeze with the same id unchanged, so that a retry is safe. */
export async function createFreeze(
  { db, clock }: Context,
  server: FrozenServer,
  { id, actor, ...body }: FreezeWrite & { id: string; actor: string },
): Promise<Freeze> {
  return inTransaction(db, async (trx) => {
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('freezes')
      .values({
        id,
        update_server: server,
        created_ts: clock.now(),
        actor,
        reason: body.reason,
        exceptions: JSON.stringify(body.exceptions),
        thawed_ts: null,
        thawed_by: null,
      })
      .onConflict((same) => same.column('id').doNothing())
      .executeTakeFirstOrThrow()
      .catch(mapConstraintErrors({ freezes_in_force: anotherInForce }))
    if (numInsertedOrUpdatedRows === 1n) {
      const groups = body.groups.map(({ before, ...group }, position) => ({
        ...group,
        freeze_id: id,
        position,
        before: JSON.stringify(before),
        outcome: 'waiting' as const,
        thaw: null,
        message: null,
      }))
      await trx.insertInto('frozen_groups').values(groups).execute()
    }
    return requireFreeze(trx, server, id)
  })
}

const anotherInForce = conflict(FREEZE_IN_FORCE, 'Another freeze is in force. Thaw it first, or continue it.')

/** Records the outcome for a group; returns the group's new state. */
export async function recordFrozenGroup(
  { db }: Context,
  { server, id, groupId }: { server: FrozenServer; id: string; groupId: string },
  update: FrozenGroupWrite,
): Promise<FrozenGroup> {
  return inTransaction(db, async (trx) => {
    await lockInForce(trx, server, id)
    const group = await findFrozenGroup(trx, id, groupId)
    if (!group) throw notFound(`group with the id ${groupId} in this freeze`)
    const isPaused = group.outcome === 'paused'
    // Another browser that continues the freeze finds the group off, and must not record that as its earlier settings.
    if (isPaused && update.outcome !== 'paused')
      throw conflict('paused-already', `This freeze has already paused ${group.group_name}.`)
    const before = isPaused ? group.before : update.before
    await trx
      .updateTable('frozen_groups')
      .set({ ...update, before: JSON.stringify(before) })
      .where('freeze_id', '=', id)
      .where('group_id', '=', groupId)
      .execute()
    return { ...group, ...update, before }
  })
}

/** Ends the freeze once every group is thawed. Ending it again changes nothing. */
export async function endFreeze(
  { db, clock }: Context,
  server: FrozenServer,
  { id, actor }: { id: string; actor: string },
): Promise<Freeze> {
  return inTransaction(db, async (trx) => {
    await lockFreeze(trx, server, id)
    const freeze = await requireFreeze(trx, server, id)
    if (freeze.thawed_ts !== null) return freeze
    const remaining = freeze.groups.filter((group) => !isThawed(group))
    if (remaining.length > 0)
      throw conflict(
        'not-thawed',
        `${remaining.length} of ${freeze.groups.length} groups are not thawed yet, including ${remaining[0]?.group_name}.`,
      )
    await trx
      .updateTable('freezes')
      .set({ thawed_ts: clock.now(), thawed_by: actor })
      .where('id', '=', id)
      .execute()
    return requireFreeze(trx, server, id)
  })
}

const isThawed = ({ outcome, thaw }: FrozenGroup) =>
  thaw === null ? outcome === 'was-off' || outcome === 'gone' : thaw !== 'failed'

async function requireFreeze(db: Kysely<Schema>, server: FrozenServer, id: string): Promise<Freeze> {
  const [freeze] = await listFreezes(db, server, { id })
  if (!freeze) throw notFound(`freeze with the id ${id}`)
  return freeze
}

/** Serializes writes to the freeze, so that no browser overwrites what another has recorded in the meantime. */
async function lockFreeze(trx: Transaction<Schema>, server: FrozenServer, id: string) {
  const row = await trx
    .selectFrom('freezes')
    .select('thawed_ts')
    .where('id', '=', id)
    .where('update_server', 'is not distinct from', server)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound(`freeze with the id ${id}`)
  return row
}

async function lockInForce(trx: Transaction<Schema>, server: FrozenServer, id: string): Promise<void> {
  const { thawed_ts } = await lockFreeze(trx, server, id)
  if (thawed_ts !== null) throw conflict('thawed-already', 'This freeze has already been thawed.')
}
