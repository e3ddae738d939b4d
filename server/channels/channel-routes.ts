import * as z from 'zod/mini'
import { channelReplaceSchema, channelWriteSchema } from '#contract/channel.ts'
import { auditApplicationPart } from '#server/application-scope/audit-application-part.ts'
import { requireApplicationId } from '#server/application-scope/find-application.ts'
import type { Context } from '#server/context.ts'
import { nullIfEmpty } from '#server/http/null-if-empty.ts'
import { pageQuery, type PageQuery, pageRows } from '#server/http/paging.ts'
import { id } from '#server/http/request-values.ts'
import type { Routes } from '#server/http/validation.ts'
import { countChannels, listChannels, requireChannel } from './channel-queries.ts'
import { createChannel, deleteChannel, replaceChannel } from './write-channel.ts'
import { SHARED_READ } from '#server/reads/shared-reads.ts'

const listParams = z.object({ application: z.string() })
/** As in Nebraska, the channel is found by its id alone, whatever the application in the path. */
const params = z.object({ application: z.string(), channel: id('channel') })

export function registerChannelRoutes(routes: Routes, context: Context): void {
  const CHANNELS = '/api/apps/:application/channels'
  const CHANNEL = '/api/apps/:application/channels/:channel'
  const config = { audit: auditApplicationPart(context.db, 'channel', requireChannel) }

  routes.get(
    CHANNELS,
    { config: SHARED_READ, schema: { params: listParams, querystring: pageQuery } },
    ({ params, query }) => listPage(context, params.application, query),
  )
  routes.post(
    CHANNELS,
    { config, schema: { params: listParams, body: channelWriteSchema } },
    ({ params, body, auditContext }) => createChannel(context, params.application, body, auditContext),
  )
  routes.get(CHANNEL, { config: SHARED_READ, schema: { params } }, ({ params }) =>
    requireChannel(context.db, params.channel),
  )
  routes.put(
    CHANNEL,
    { config, schema: { params, body: channelReplaceSchema } },
    ({ params, body, auditContext }) =>
      replaceChannel(context, params.application, params.channel, body, auditContext),
  )
  routes.delete(CHANNEL, { config, schema: { params } }, async ({ params, auditContext }, reply) => {
    await deleteChannel(context, params.channel, auditContext)
    return reply.code(204).send()
  })
}

async function listPage({ db }: Context, application: string, query: PageQuery) {
  const applicationId = await requireApplicationId(db, application)
  const totalCount = await countChannels(db, applicationId)
  const channels = await listChannels(db, applicationId, pageRows(query))
  return { totalCount, count: channels.length, channels: nullIfEmpty(channels) }
}
