import * as z from 'zod/mini'
import {
  type Channel,
  channelPageSchema,
  type ChannelReplace,
  channelSchema,
  type ChannelWrite,
} from '#contract/channel.ts'
import type { WriteContext } from '#contract/write-context.ts'
import { applicationKey } from '#src/api/applications.ts'
import { request } from '#src/api/http.ts'
import { readWholeList } from './read-whole-list.ts'

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

export async function deleteChannel(
  ref: ChannelRef,
  context: WriteContext,
  signal: AbortSignal,
): Promise<void> {
  await request(channelPath(ref), z.unknown(), { method: 'DELETE', context, signal })
}

/** The application's channel of that name and arch, read from the server; null if there is none. */
export async function findChannel(
  applicationId: string,
  { name, arch }: Pick<ChannelWrite, 'name' | 'arch'>,
  signal: AbortSignal,
): Promise<Channel | null> {
  const channels = await readWholeList(
    { path: channelsPath(applicationId), schema: channelPageSchema, itemsOf: ({ channels }) => channels },
    signal,
  )
  return channels.find((channel) => channel.name === name && channel.arch === arch) ?? null
}

export const createChannel = (channel: ChannelWrite, signal: AbortSignal): Promise<Channel> =>
  request(channelsPath(channel.application_id), channelSchema, { method: 'POST', body: channel, signal })
