import type { Kysely } from 'kysely'
import { type Arch, ARCH_NAMES } from '#contract/arch.ts'
import type { Schema } from '#server/database/schema.ts'
import { badRequest, conflict } from '#server/http/http-error.ts'
import { parseId } from '#server/http/request-values.ts'

/** A group as it is going to be. */
interface FollowingGroup {
  id: string
  application_id: string
  track: string
}

/**
 * The id of the channel that a group is to follow: one of its own application, of an arch for which no other
 * group has the same track. Null for none. Nodes are told apart by track and arch alone, so a second such
 * group would take the first one's nodes over.
 */
export async function checkFollowed(
  db: Kysely<Schema>,
  channel_id: string | undefined,
  group: FollowingGroup,
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
  const other = await findRival(db, group, channel.arch)
  if (other)
    throw conflict(
      'track-taken',
      `The group “${other.name}” has the track “${group.track}” for ${ARCH_NAMES[channel.arch]} already: its nodes would change group.`,
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

const findRival = (db: Kysely<Schema>, { id, application_id, track }: FollowingGroup, arch: Arch) =>
  db
    .selectFrom('groups')
    .innerJoin('channels', 'channels.id', 'groups.channel_id')
    .select('groups.name')
    .where('groups.application_id', '=', application_id)
    .where('groups.track', '=', track)
    .where('groups.id', '<>', id)
    .where('channels.arch', '=', arch)
    .executeTakeFirst()
