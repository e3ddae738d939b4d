import * as z from 'zod/mini'
import { channelReplaceSchema, channelWriteSchema } from '#contract/channel.ts'
import { requireApplicationId } from '#server/application-scope/find-application.ts'
import type { Context } from '#server/context.ts'
import { nullIfEmpty } from '#server/http/null-if-empty.ts'
import { pageQuery, type PageQuery, pageRows } from '#server/http/paging.ts'
import { id } from '#server/http/request-values.ts'
import type { Routes } from '#server/http/validation.ts'
import { countChannels, listChannels, requireChannel } from './channel-queries.ts'
import { createChannel, deleteChannel, replaceChannel } from './write-channel.ts'

const ofApplication = z.object({ application: z.string() })
/** As in Nebraska, the channel alone is looked for, whichever application the path names. */
const params = z.object({ application: z.string(), channel: id('channel') })

export function registerChannelRoutes(routes: Routes, context: Context): void {
  const CHANNELS = '/api/apps/:application/channels'
  const CHANNEL = '/api/apps/:application/channels/:channel'

  routes.get(CHANNELS, { schema: { params: ofApplication, querystring: pageQuery } }, ({ params, query }) =>
    listPage(context, params.application, query),
  )
  routes.post(
    CHANNELS,
    { schema: { params: ofApplication, body: channelWriteSchema } },
    ({ params, body, write }) => createChannel(context, params.application, body, write),
  )
  routes.get(CHANNEL, { schema: { params } }, ({ params }) => requireChannel(context.db, params.channel))
  routes.put(CHANNEL, { schema: { params, body: channelReplaceSchema } }, ({ params, body, write }) =>
    replaceChannel(context, params.application, params.channel, body, write),
  )
  routes.delete(CHANNEL, { schema: { params } }, async ({ params, write }, reply) => {
    await deleteChannel(context, params.channel, write)
    return reply.code(204).send()
  })
}

async function listPage({ db }: Context, named: string, query: PageQuery) {
  const applicationId = await requireApplicationId(db, named)
  const totalCount = await countChannels(db, applicationId)
  const channels = await listChannels(db, applicationId, pageRows(query))
  return { totalCount, count: channels.length, channels: nullIfEmpty(channels) }
}
