import * as z from 'zod/mini'
import { floorWriteSchema } from '#contract/floor.ts'
import type { RouteAudit } from '#server/audit/route-audit.ts'
import { findChannels, requireChannel } from '#server/channels/channel-queries.ts'
import type { Context } from '#server/context.ts'
import { nullIfEmpty } from '#server/http/null-if-empty.ts'
import { type PageQuery, pageRows } from '#server/http/paging.ts'
import { id, parseId, wholeNumber } from '#server/http/request-values.ts'
import type { Routes } from '#server/http/validation.ts'
import { requirePackage } from '#server/packages/package-queries.ts'
import { listFloorsOfPackage } from '#server/packages/package-floor-queries.ts'
import { auditedFloor } from './audited-floor.ts'
import { countFloors, listFloors } from './floor-queries.ts'
import { removeFloor, setFloor } from './write-floor.ts'
import { SHARED_READ } from '#server/reads/shared-reads.ts'

const channelParams = z.object({ channel: id('channel') })
const packageParams = z.object({ application: z.string(), package: id('package') })
const params = z.object({ channel: id('channel'), package: id('package') })
/** Unlike other pages, a page of floors may have fewer than ten entries. */
const floorPageQuery = z.object({
  page: z.optional(wholeNumber('page', 0)),
  perpage: z.optional(wholeNumber('perpage', 0)),
})

const DEFAULT_PERPAGE = 100

export function registerFloorRoutes(routes: Routes, context: Context): void {
  const FLOORS = '/api/channels/:channel/floors'
  const FLOOR = '/api/channels/:channel/floors/:package'
  const config = { audit: auditFloor(context) }
  const FLOOR_CHANNELS = '/api/apps/:application/packages/:package/floor-channels'

  routes.get(
    FLOORS,
    { config: SHARED_READ, schema: { params: channelParams, querystring: floorPageQuery } },
    ({ params, query }) => listPage(context, params.channel, query),
  )
  routes.put(
    FLOOR,
    { config, schema: { params, body: z.nullable(floorWriteSchema) } },
    ({ params, body, auditContext }) =>
      setFloor(context, params.channel, params.package, body?.floor_reason ?? null, auditContext),
  )
  routes.delete(FLOOR, { config, schema: { params } }, async ({ params, auditContext }, reply) => {
    await removeFloor(context, params.channel, params.package, auditContext)
    return reply.code(204).send()
  })
  routes.get(FLOOR_CHANNELS, { config: SHARED_READ, schema: { params: packageParams } }, ({ params }) =>
    listFloorChannels(context, params.package),
  )
}

const auditFloor = ({ db }: Context): RouteAudit => ({
  subject: 'floor',
  idParam: 'channel',
  findApplicationId: async () => null,
  load: async (path) => {
    const [channelId, packageId] = [parseId(path['channel'] ?? ''), parseId(path['package'] ?? '')]
    if (channelId === null || packageId === null) return null
    return auditedFloor(await requireChannel(db, channelId), await requirePackage(db, packageId), null)
  },
})

async function listPage({ db }: Context, channelId: string, { page, perpage }: PageQuery) {
  const totalCount = await countFloors(db, channelId)
  if (totalCount === 0) return { totalCount, count: 0, packages: [] }
  const rows = pageRows({ page, perpage: perpage ?? DEFAULT_PERPAGE })
  const packages = await listFloors(db, channelId, rows)
  return { totalCount, count: packages.length, packages: nullIfEmpty(packages) }
}

async function listFloorChannels({ db }: Context, packageId: string) {
  await requirePackage(db, packageId)
  const floors = await listFloorsOfPackage(db, packageId)
  const reasons = new Map(floors.map(({ channel_id, floor_reason }) => [channel_id, floor_reason]))
  const channels = await findChannels(db, [...reasons.keys()])
  return {
    channels: nullIfEmpty(
      channels.map((channel) => ({ channel, floor_reason: reasons.get(channel.id) ?? null })),
    ),
    count: channels.length,
  }
}
