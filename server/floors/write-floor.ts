import type { Transaction } from 'kysely'
import { ARCH_NAMES } from '#contract/arch.ts'
import { lockApplication } from '#server/application-scope/lock-application.ts'
import { findChannels, isBlacklisted, requireChannel } from '#server/channels/channel-queries.ts'
import type { Context } from '#server/context.ts'
import type { Schema } from '#server/database/schema.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { badRequest, conflict, notFound } from '#server/http/http-error.ts'
import { recordAuditEntry } from '#server/audit/record-audit-entry.ts'
import { requireExpected } from '#server/audit/require-expected.ts'
import type { AuditContext } from '#server/audit/audit-context.ts'
import { requirePackage } from '#server/packages/package-queries.ts'
import { auditedFloor } from './audited-floor.ts'
import { findFloor } from '#server/packages/package-floor-queries.ts'

/** Makes the package a floor of the channel, or changes the reason of an existing floor. */
export async function setFloor(
  { db, clock }: Context,
  channel_id: string,
  package_id: string,
  floor_reason: string | null,
  audit: AuditContext,
) {
  return inTransaction(db, async (trx) => {
    await lockApplication(trx, (await requireChannel(trx, channel_id)).application_id)
    const channel = await requireChannel(trx, channel_id)
    const floor = await requirePackage(trx, package_id)
    if (floor.application_id !== channel.application_id)
      throw badRequest('other-application', 'The package belongs to another application than the channel.')
    if (floor.arch !== channel.arch)
      throw badRequest(
        'arch-mismatch',
        `The package is for ${ARCH_NAMES[floor.arch]}, the channel for ${ARCH_NAMES[channel.arch]}.`,
      )
    if (await isBlacklisted(trx, package_id, channel_id))
      throw conflict('blacklisted', `Version ${floor.version} is blacklisted for this channel.`)
    const existing = await findFloor(trx, channel_id, package_id)
    const before = existing && auditedFloor(channel, floor, existing.floor_reason)
    requireExpected(audit, before)
    await trx
      .insertInto('channel_floors')
      .values({ channel_id, package_id, floor_reason, created_ts: clock.now() })
      .onConflict((existing) => existing.columns(['channel_id', 'package_id']).doUpdateSet({ floor_reason }))
      .execute()
    const after = auditedFloor(channel, floor, floor_reason)
    await recordAuditEntry(trx, audit, { subject: 'floor', before, after }, clock.now())
    return { channel_id, package_id, status: 'ok' }
  })
}

export async function removeFloor(
  { db, clock }: Context,
  channel_id: string,
  package_id: string,
  audit: AuditContext,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    const before = await lockAndReadFloor(trx, channel_id, package_id)
    if (!before) throw notFound(`floor with the package ${package_id} on the channel ${channel_id}`)
    requireExpected(audit, before)
    await trx
      .deleteFrom('channel_floors')
      .where('channel_id', '=', channel_id)
      .where('package_id', '=', package_id)
      .execute()
    await recordAuditEntry(trx, audit, { subject: 'floor', before, after: null }, clock.now())
  })
}

/** Reads the floor under its application's lock; null when the package is not a floor of the channel. */
async function lockAndReadFloor(trx: Transaction<Schema>, channelId: string, packageId: string) {
  const [channel] = await findChannels(trx, [channelId])
  if (!channel) return null
  await lockApplication(trx, channel.application_id)
  const floor = await findFloor(trx, channelId, packageId)
  return (
    floor &&
    auditedFloor(
      await requireChannel(trx, channelId),
      await requirePackage(trx, packageId),
      floor.floor_reason,
    )
  )
}
