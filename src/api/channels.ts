import type { QueryClient } from '@tanstack/react-query'
import { type Channel, type ChannelReplace, channelSchema } from '#contract/channel.ts'
import type { WriteNote } from '#contract/write-note.ts'
import { request } from '#src/api/http.ts'

export interface ChannelRef {
  applicationId: string
  channelId: string
}

const channelPath = ({ applicationId, channelId }: ChannelRef) =>
  `/api/apps/${encodeURIComponent(applicationId)}/channels/${encodeURIComponent(channelId)}`

/** Asks the server itself, past the cache; for the look before a write. */
export const readChannel = (ref: ChannelRef, signal: AbortSignal): Promise<Channel> =>
  request(channelPath(ref), channelSchema, { signal })

/** Replaces the whole channel; the caller has re-read it just before. */
export async function writeChannel(
  client: QueryClient,
  ref: ChannelRef,
  channel: ChannelReplace,
  note: WriteNote,
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
