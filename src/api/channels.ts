import type { QueryClient } from '@tanstack/react-query'
import {
  type Channel,
  channelPageSchema,
  type ChannelReplace,
  channelSchema,
  type ChannelWrite,
} from '#contract/channel.ts'
import type { WriteContext } from '#contract/write-context.ts'
import { request } from '#src/api/http.ts'

export interface ChannelRef {
  applicationId: string
  channelId: string
}

const channelsPath = (applicationId: string) => `/api/apps/${encodeURIComponent(applicationId)}/channels`
const channelPath = ({ applicationId, channelId }: ChannelRef) =>
  `${channelsPath(applicationId)}/${encodeURIComponent(channelId)}`

/** Asks the server itself, past the cache; for the look before a write. */
export const readChannel = (ref: ChannelRef, signal: AbortSignal): Promise<Channel> =>
  request(channelPath(ref), channelSchema, { signal })

/** Replaces the whole channel; the caller has re-read it just before. */
export async function writeChannel(
  client: QueryClient,
  ref: ChannelRef,
  channel: ChannelReplace,
  note: WriteContext,
  signal: AbortSignal,
): Promise<Channel> {
  const written = await request(channelPath(ref), channelSchema, {
    method: 'PUT',
    body: channel,
    note,
    signal,
  })
  // Groups hold their channel, and the numbers depend on its package. Nothing waits for them.
  void client.invalidateQueries({ queryKey: ['applications'] })
  return written
}

const PER_PAGE = 1000

/** The application's channel of that name and arch; asks the server itself. */
export async function findChannel(
  applicationId: string,
  { name, arch }: Pick<ChannelWrite, 'name' | 'arch'>,
  signal: AbortSignal,
): Promise<Channel | null> {
  const path = `${channelsPath(applicationId)}?page=1&perpage=${PER_PAGE}`
  const { channels } = await request(path, channelPageSchema, { signal })
  return channels?.find((channel) => channel.name === name && channel.arch === arch) ?? null
}

export async function createChannel(
  client: QueryClient,
  channel: ChannelWrite,
  signal: AbortSignal,
): Promise<Channel> {
  const path = channelsPath(channel.application_id)
  const created = await request(path, channelSchema, { method: 'POST', body: channel, signal })
  void client.invalidateQueries({ queryKey: ['applications'] })
  return created
}
