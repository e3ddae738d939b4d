import {
  type Channel,
  channelPageSchema,
  type ChannelReplace,
  channelSchema,
  type ChannelWrite,
} from '#contract/channel.ts'
import type { WriteContext } from '#contract/write-context.ts'
import { applicationKey, WHOLE_LIST } from '#src/api/applications.ts'
import { request } from '#src/api/http.ts'

export interface ChannelRef {
  applicationId: string
  channelId: string
}

/** Prefix of the keys of a channel and everything in it. */
export const channelKey = ({ applicationId, channelId }: ChannelRef) =>
  [...applicationKey(applicationId), 'channels', channelId] as const

const channelsPath = (applicationId: string) => `/api/apps/${encodeURIComponent(applicationId)}/channels`
const channelPath = ({ applicationId, channelId }: ChannelRef) =>
  `${channelsPath(applicationId)}/${encodeURIComponent(channelId)}`

/** Reads the channel from the server, past the cache; for the check before a write. */
export const readChannel = (ref: ChannelRef, signal: AbortSignal): Promise<Channel> =>
  request(channelPath(ref), channelSchema, { signal })

/** Replaces the whole channel. */
export const writeChannel = (
  ref: ChannelRef,
  channel: ChannelReplace,
  context: WriteContext,
  signal: AbortSignal,
): Promise<Channel> =>
  request(channelPath(ref), channelSchema, { method: 'PUT', body: channel, context, signal })

/** The application's channel of that name and arch, read from the server; null if there is none. */
export async function findChannel(
  applicationId: string,
  { name, arch }: Pick<ChannelWrite, 'name' | 'arch'>,
  signal: AbortSignal,
): Promise<Channel | null> {
  const path = `${channelsPath(applicationId)}?${WHOLE_LIST}`
  const { channels } = await request(path, channelPageSchema, { signal })
  return channels?.find((channel) => channel.name === name && channel.arch === arch) ?? null
}

export const createChannel = (channel: ChannelWrite, signal: AbortSignal): Promise<Channel> =>
  request(channelsPath(channel.application_id), channelSchema, { method: 'POST', body: channel, signal })
