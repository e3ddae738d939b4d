import { ARCH_NAMES } from '#contract/arch.ts'
import { lockApplication } from '#server/applications/lock-application.ts'
import { requireChannel } from '#server/channels/channel-queries.ts'
import { isBlacklisted } from '#server/channels/check-target.ts'
import type { Context } from '#server/context.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { badRequest, conflict, notFound } from '#server/http/refusal.ts'
import { requirePackage } from '#server/packages/package-queries.ts'

/** Makes the package a floor of the channel, or gives the floor another reason. */
export async function setFloor(
  { db, clock }: Context,
  channel_id: string,
  package_id: string,
  floor_reason: string | null,
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
    await trx
      .insertInto('channel_floors')
      .values({ channel_id, package_id, floor_reason, created_ts: clock.now() })
      .onConflict((existing) => existing.columns(['channel_id', 'package_id']).doUpdateSet({ floor_reason }))
      .execute()
    return { channel_id, package_id, status: 'ok' }
  })
}

export async function removeFloor({ db }: Context, channelId: string, packageId: string): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom('channel_floors')
    .where('channel_id', '=', channelId)
    .where('package_id', '=', packageId)
    .executeTakeFirstOrThrow()
  if (numDeletedRows === 0n) throw notFound(`floor with the package ${packageId} on the channel ${channelId}`)
}
