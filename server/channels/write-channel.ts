import type { Kysely, Transaction } from 'kysely'
import { ACTIVITY_CLASS, ACTIVITY_SEVERITY } from '#contract/activity.ts'
import type { Arch } from '#contract/arch.ts'
import type { Channel, ChannelReplace, ChannelWrite } from '#contract/channel.ts'
import { recordActivity } from '#server/activity/record-activity.ts'
import { requireApplicationId } from '#server/application-scope/find-application.ts'
import { lockApplication } from '#server/application-scope/lock-application.ts'
import type { Context } from '#server/context.ts'
import { mapConstraintErrors } from '#server/http/map-constraint-errors.ts'
import type { Schema } from '#server/database/schema.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { conflict } from '#server/http/http-error.ts'
import { recordAuditEntry } from '#server/audit/record-audit-entry.ts'
import { requireExpected } from '#server/audit/require-expected.ts'
import type { AuditContext } from '#server/audit/audit-context.ts'
import { requireChannel } from './channel-queries.ts'
import { requireTarget } from './require-target.ts'

export async function createChannel(
  { db, clock }: Context,
  application: string,
  { name, color, arch, package_id }: ChannelWrite,
  audit: AuditContext,
): Promise<Channel> {
  const application_id = await requireApplicationId(db, application)
  return inTransaction(db, async (trx) => {
    await lockApplication(trx, application_id)
    const target = await requireTarget(trx, package_id, { id: null, application_id, arch })
    const { id } = await trx
      .insertInto('channels')
      .values({
        application_id,
        name,
        color,
        arch,
        package_id: target?.id ?? null,
        created_ts: clock.now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
      .catch(mapConstraintErrors(nameTaken(name)))
    const after = await requireChannel(trx, id)
    await recordAuditEntry(trx, audit, { subject: 'channel', before: null, after }, clock.now())
    return after
  })
}

/** A new package is a promotion, which is recorded in the activity. */
export async function replaceChannel(
  { db, clock }: Context,
  application: string,
  id: string,
  { name, color, package_id }: ChannelReplace,
  audit: AuditContext,
): Promise<Channel> {
  await requireApplicationId(db, application)
  return inTransaction(db, async (trx) => {
    const channel = await lockAndReadChannel(trx, id)
    requireExpected(audit, channel)
    const target = await requireTarget(trx, package_id, channel)
    await trx
      .updateTable('channels')
      .set({ name, color, package_id: target?.id ?? null })
      .where('id', '=', id)
      .execute()
      .catch(mapConstraintErrors(nameTaken(name)))
    if (target && target.id !== channel.package_id) await recordPromotion(trx, channel, target, clock.now())
    const after = await requireChannel(trx, id)
    await recordAuditEntry(trx, audit, { subject: 'channel', before: channel, after }, clock.now())
    return after
  })
}

export async function deleteChannel({ db, clock }: Context, id: string, audit: AuditContext): Promise<void> {
  await inTransaction(db, async (trx) => {
    const before = await lockAndReadChannel(trx, id)
    requireExpected(audit, before)
    await trx.deleteFrom('channels').where('id', '=', id).execute()
    await recordAuditEntry(trx, audit, { subject: 'channel', before, after: null }, clock.now())
  })
}

/** Reads the channel under its application's lock. */
async function lockAndReadChannel(trx: Transaction<Schema>, id: string): Promise<Channel> {
  const { application_id } = await requireChannel(trx, id)
  await lockApplication(trx, application_id)
  return requireChannel(trx, id)
}

const recordPromotion = (
  db: Kysely<Schema>,
  channel: { id: string; application_id: string; arch: Arch },
  { version }: { version: string },
  now: Date,
) =>
  recordActivity(
    db,
    {
      application_id: channel.application_id,
      channel_id: channel.id,
      class: ACTIVITY_CLASS.channelPackageUpdated,
      severity: ACTIVITY_SEVERITY.info,
      version,
    },
    now,
  )

const nameTaken = (name: string) => ({
  channels_application_id_name_arch_key: conflict(
    'name-taken',
    `The application already has a channel “${name}” for this arch.`,
    'name',
  ),
})
