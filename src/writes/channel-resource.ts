import {
  type ChannelSettings,
  channelWriteOfSettings,
  isSameChannel,
  settingsOfChannel,
} from '#contract/channel-settings.ts'
import type { Channel } from '#contract/channel.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import { AUDIT_LOG_KEY } from '#src/api/audit-log-key.ts'
import { type ChannelRef, readChannel, writeChannel } from '#src/api/channels.ts'
import type { WritableResource } from './writable-resource.ts'

/** A channel's settings: a stale PUT could take back a promotion. @param name from `channelTitle` */
export const channelResource = (
  ref: ChannelRef,
  name: string,
): WritableResource<Channel, ChannelSettings> => ({
  key: `channel-${ref.channelId}`,
  noun: 'channel',
  name,
  read: (signal) => readChannel(ref, signal),
  write: (settings, from, context, signal) =>
    writeChannel(ref, channelWriteOfSettings(from, settings), context, signal),
  settingsOf: settingsOfChannel,
  isSame: isSameChannel,
  // Groups hold their channel, and the numbers depend on its package.
  invalidates: [applicationsQuery().queryKey, AUDIT_LOG_KEY],
})
