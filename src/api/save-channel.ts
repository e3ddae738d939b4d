import type { QueryClient } from '@tanstack/react-query'
import {
  type ChannelSettings,
  channelWriteOfSettings,
  isSameChannel,
  settingsOfChannel,
} from '#contract/channel-settings.ts'
import type { Channel } from '#contract/channel.ts'
import { type ChannelRef, readChannel, writeChannel } from '#src/api/channels.ts'
import {
  type GuardedAccess,
  type GuardedChange,
  type GuardedOutcome,
  guardedWrite,
} from '#src/api/guarded-write.ts'

export type ChannelOutcome = GuardedOutcome<Channel, ChannelSettings>

const accessTo = (client: QueryClient, ref: ChannelRef): GuardedAccess<Channel, ChannelSettings> => ({
  read: (signal) => readChannel(ref, signal),
  write: (channel, settings, note, signal) =>
    writeChannel(client, ref, channelWriteOfSettings(channel, settings), note, signal),
  settingsOf: settingsOfChannel,
  isSame: isSameChannel,
})

/**
 * Writes a channel's settings when it still is what the operator saw: a stale PUT could take back a promotion.
 * @param signal stops it; what had been sent by then may have been done
 */
export const saveChannel = (
  client: QueryClient,
  ref: ChannelRef,
  change: GuardedChange<ChannelSettings>,
  signal: AbortSignal,
  onSending: () => void,
): Promise<ChannelOutcome> => guardedWrite(change, accessTo(client, ref), signal, onSending)
