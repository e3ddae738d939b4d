import type { Transaction } from 'kysely'
import type { Arch } from '#contract/arch.ts'
import type { Schema } from '#server/database/schema.ts'
import { findFloor } from './package-floor-queries.ts'
import { badRequest, conflict } from '#server/http/http-error.ts'

const FIELD = 'channels_blacklist'

/** For a new package. Throws an HTTP error for a repeated channel or one of another arch. */
export async function addBlacklist(
  trx: Transaction<Schema>,
  { id, arch }: { id: string; arch: Arch },
  channelIds: readonly string[],
): Promise<void> {
  const listed = unique(channelIds)
  if (listed.length < channelIds.length)
    throw badRequest('repeated-channel', 'channels_blacklist names a channel twice.', FIELD)
  for (const channel of await readChannels(trx, listed))
    if (channel.arch !== arch)
      throw badRequest(
        'arch-mismatch',
        `The channel “${channel.name}” on the blacklist has another arch.`,
        FIELD,
      )
  await insertBlacklist(trx, id, listed)
}

/** Throws an HTTP error for a channel that has the package as its target or as a floor. */
export async function replaceBlacklist(
  trx: Transaction<Schema>,
  id: string,
  before: readonly string[],
  channelIds: readonly string[],
): Promise<void> {
  const listed = unique(channelIds)
  const added = listed.filter((channelId) => !before.includes(channelId))
  for (const channel of await readChannels(trx, added)) {
    if (channel.package_id === id)
      throw conflict(
        'package-is-target',
        `The package is the current package of the channel “${channel.name}”.`,
        FIELD,
      )
    if (await findFloor(trx, channel.id, id))
      throw conflict('package-is-floor', `The package is a floor of the channel “${channel.name}”.`, FIELD)
  }
  const removed = before.filter((channelId) => !listed.includes(channelId))
  if (removed.length > 0)
    await trx
      .deleteFrom('channel_blacklist')
      .where('package_id', '=', id)
      .where('channel_id', 'in', removed)
      .execute()
  await insertBlacklist(trx, id, added)
}

const unique = (ids: readonly string[]) => [...new Set(ids.map((id) => id.toLowerCase()))]

async function readChannels(trx: Transaction<Schema>, ids: readonly string[]) {
  if (ids.length === 0) return []
  const channels = await trx
    .selectFrom('channels')
    .select(['id', 'name', 'arch', 'package_id'])
    .where('id', 'in', ids)
    .execute()
  if (channels.length < ids.length)
    throw badRequest('unknown-channel', 'channels_blacklist names an unknown channel.', FIELD)
  return channels
}

async function insertBlacklist(trx: Transaction<Schema>, package_id: string, channelIds: readonly string[]) {
  if (channelIds.length === 0) return
  const rows = channelIds.map((channel_id) => ({ package_id, channel_id }))
  await trx.insertInto('channel_blacklist').values(rows).execute()
}
