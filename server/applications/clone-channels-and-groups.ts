import type { Transaction } from 'kysely'
import { randomUUID } from 'node:crypto'
import { listChannelsOf } from '#server/channels/channel-queries.ts'
import type { Schema } from '#server/database/schema.ts'
import { listGroupsOf } from '#server/groups/group-queries.ts'

/**
 * Copies the channels and groups of the application `source` to a new one: channels without packages, groups with
 * updates on. A group keeps its track, even if that is the id of the group it is cloned from.
 */
export async function cloneChannelsAndGroups(
  trx: Transaction<Schema>,
  source: string,
  application_id: string,
  created_ts: Date,
): Promise<void> {
  const channels = await listChannelsOf(trx, [source])
  const cloneIds = new Map(channels.map(({ id }) => [id, randomUUID()]))
  const groups = await listGroupsOf(trx, [source], [])
  const clonedChannels = channels.map(({ id, name, color, arch }) => ({
    id: cloneIds.get(id),
    application_id,
    name,
    color,
    arch,
    created_ts,
  }))
  const clonedGroups = groups.map((group) => ({
    application_id,
    channel_id: cloneIds.get(group.channel_id ?? '') ?? null,
    name: group.name,
    description: group.description,
    track: group.track,
    policy_updates_enabled: true,
    policy_safe_mode: group.policy_safe_mode,
    policy_office_hours: group.policy_office_hours,
    policy_timezone: group.policy_timezone,
    policy_period_interval: group.policy_period_interval,
    policy_max_updates_per_period: group.policy_max_updates_per_period,
    policy_update_timeout: group.policy_update_timeout,
    created_ts,
  }))
  if (clonedChannels.length > 0) await trx.insertInto('channels').values(clonedChannels).execute()
  if (clonedGroups.length > 0) await trx.insertInto('groups').values(clonedGroups).execute()
}
