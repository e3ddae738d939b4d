import type { Kysely } from 'kysely'
import { type Arch, ARCH_NAMES } from '#contract/arch.ts'
import type { Schema } from '#server/database/schema.ts'
import { badRequest, conflict } from '#server/http/http-error.ts'
import { parseId } from '#server/http/request-values.ts'

/** The new state of a group. */
interface NewGroup {
  id: string
  application_id: string
  track: string
}

/**
 * The id of the channel that a group may follow; null for none. Throws an HTTP error when the application has no such
 * channel, or has another group with the same track and arch: nodes are assigned to groups by these two, so the second
 * group would take over the first one's nodes.
 */
export async function requireFollowableChannel(
  db: Kysely<Schema>,
  channel_id: string | undefined,
  group: NewGroup,
): Promise<string | null> {
  if (!channel_id) return null
  const id = parseId(channel_id)
  const channel = id === null ? undefined : await readChannel(db, id, group.application_id)
  if (!channel)
    throw badRequest(
      'unknown-channel',
      `The application has no channel with the id ${channel_id}.`,
      'channel_id',
    )
  const other = await findGroupWithTrack(db, group, channel.arch)
  if (other)
    throw conflict(
      'track-taken',
      `The group “${other.name}” already has the track “${group.track}” for ${ARCH_NAMES[channel.arch]}: its nodes would move to this group.`,
      'track',
    )
  return channel.id
}

const readChannel = (db: Kysely<Schema>, id: string, application_id: string) =>
  db
    .selectFrom('channels')
    .select(['id', 'arch'])
    .where('id', '=', id)
    .where('application_id', '=', application_id)
    .executeTakeFirst()

const findGroupWithTrack = (db: Kysely<Schema>, { id, application_id, track }: NewGroup, arch: Arch) =>
  db
    .selectFrom('groups')
    .innerJoin('channels', 'channels.id', 'groups.channel_id')
    .select('groups.name')
    .where('groups.application_id', '=', application_id)
    .where('groups.track', '=', track)
    .where('groups.id', '<>', id)
    .where('channels.arch', '=', arch)
    .executeTakeFirst()
