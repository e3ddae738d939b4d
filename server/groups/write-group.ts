import type { Transaction } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Group, GroupWrite } from '#contract/group.ts'
import { requireApplicationId } from '#server/application-scope/find-application.ts'
import { lockApplication } from '#server/application-scope/lock-application.ts'
import type { Context } from '#server/context.ts'
import { mapConstraintErrors } from '#server/http/map-constraint-errors.ts'
import type { Schema } from '#server/database/schema.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { conflict, notFound } from '#server/http/http-error.ts'
import { recordAuditEntry } from '#server/audit/record-audit-entry.ts'
import { requireExpected } from '#server/audit/require-expected.ts'
import type { AuditContext } from '#server/audit/audit-context.ts'
import { SWEEP_MS, sweepDeleted } from '#server/deletion/sweep-deleted.ts'
import { requireFollowableChannel } from './require-followable-channel.ts'
import { checkIntervals } from './check-intervals.ts'
import { requireGroup } from './group-queries.ts'

export async function createGroup(
  { db, clock }: Context,
  application: string,
  body: GroupWrite,
  audit: AuditContext,
): Promise<Group> {
  const application_id = await requireApplicationId(db, application)
  await checkIntervals(db, body, clock.now())
  const id = randomUUID()
  return inTransaction(db, async (trx) => {
    await lockApplication(trx, application_id)
    const columns = await toColumns(trx, body, { id, application_id })
    await trx
      .insertInto('groups')
      .values({
        ...columns,
        id,
        application_id,
        created_ts: clock.now(),
        updates_disabled_ts: columns.policy_updates_enabled ? null : clock.now(),
      })
      .execute()
      .catch(mapConstraintErrors(nameTaken(body.name)))
    const after = await requireGroup(trx, id)
    await recordAuditEntry(trx, audit, { subject: 'group', before: null, after }, clock.now())
    return after
  })
}

export async function replaceGroup(
  { db, clock }: Context,
  application: string,
  id: string,
  body: GroupWrite,
  audit: AuditContext,
): Promise<Group> {
  await requireApplicationId(db, application)
  const { application_id } = await requireGroup(db, id)
  await checkIntervals(db, body, clock.now())
  return inTransaction(db, async (trx) => {
    await lockApplication(trx, application_id)
    const before = await lockGroup(trx, id)
    requireExpected(audit, before)
    const columns = await toColumns(trx, body, { id, application_id })
    await trx
      .updateTable('groups')
      .set({ ...columns, ...switchColumns(before, columns, clock.now()) })
      .where('id', '=', id)
      .execute()
      .catch(mapConstraintErrors(nameTaken(body.name)))
    const after = await requireGroup(trx, id)
    await recordAuditEntry(trx, audit, { subject: 'group', before, after }, clock.now())
    return after
  })
}

/** Nobody finds it from then on. What many nodes left of it is deleted later. */
export async function deleteGroup({ db, clock }: Context, id: string, audit: AuditContext): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { application_id } = await requireGroup(trx, id)
    await lockApplication(trx, application_id)
    const before = await lockGroup(trx, id)
    requireExpected(audit, before)
    const deleted_ts = clock.now()
    await trx.updateTable('all_groups').set({ deleted_ts }).where('id', '=', id).execute()
    await recordAuditEntry(trx, audit, { subject: 'group', before, after: null }, clock.now())
  })
  await sweepDeleted(db, { forMs: SWEEP_MS })
}

/**
 * Switching updates on releases safe mode's brake. Saving a braked group with updates off keeps it: the brake is still
 * the reason why no node gets an update.
 */
const BRAKE_RELEASED = { brake_tripped_ts: null, brake_updates_timed_out: null, brake_limit: null }

type UpdatesSwitch = Pick<GroupWrite, 'policy_updates_enabled'>

/** The further columns that change when a write switches updates on or off. */
function switchColumns(before: UpdatesSwitch, after: UpdatesSwitch, now: Date) {
  if (after.policy_updates_enabled) return { ...BRAKE_RELEASED, updates_disabled_ts: null }
  return before.policy_updates_enabled ? { updates_disabled_ts: now } : {}
}

/** Makes grants and brakes of the group wait, but not the history of its nodes. */
async function lockGroup(trx: Transaction<Schema>, id: string): Promise<Group> {
  const row = await trx
    .selectFrom('groups')
    .select('id')
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw notFound(`group with the id ${id}`)
  return requireGroup(trx, id)
}

/** Fields that the body leaves out become false, null or, for the track, the group's own id. */
async function toColumns(
  trx: Transaction<Schema>,
  body: GroupWrite,
  group: { id: string; application_id: string },
) {
  const track = body.track || group.id
  return {
    name: body.name,
    description: body.description ?? '',
    track,
    channel_id: await requireFollowableChannel(trx, body.channel_id, { ...group, track }),
    policy_updates_enabled: body.policy_updates_enabled ?? false,
    policy_safe_mode: body.policy_safe_mode ?? false,
    policy_office_hours: body.policy_office_hours ?? false,
    policy_timezone: body.policy_timezone || null,
    policy_period_interval: body.policy_period_interval,
    policy_max_updates_per_period: body.policy_max_updates_per_period,
    policy_update_timeout: body.policy_update_timeout,
  }
}

const nameTaken = (name: string) => ({
  groups_application_id_name_key: conflict(
    'name-taken',
    `The application already has a group “${name}”.`,
    'name',
  ),
})
