import * as z from 'zod/mini'
import { requireApplicationId } from '#server/application-scope/find-application.ts'
import type { Context } from '#server/context.ts'
import { nullIfEmpty } from '#server/http/null-if-empty.ts'
import { pageRows, pageShape } from '#server/http/paging.ts'
import { optionalId, singleText, wholeNumber } from '#server/http/request-values.ts'
import type { Routes } from '#server/http/validation.ts'
import { parseActivitySpan } from './activity-span.ts'
import { countActivity, listActivity } from './activity-queries.ts'

const activityQuery = z.object({
  ...pageShape,
  start: singleText('start'),
  end: singleText('end'),
  appIDorProductID: z.optional(singleText('appIDorProductID')),
  groupID: optionalId('groupID'),
  channelID: optionalId('channelID'),
  instanceID: z.optional(singleText('instanceID')),
  version: z.optional(singleText('version')),
  severity: z.optional(wholeNumber('severity')),
})

export function registerActivityRoutes(routes: Routes, context: Context): void {
  routes.get('/api/activity', { schema: { querystring: activityQuery } }, ({ query }) =>
    listPage(context, query),
  )
}

async function listPage({ db, clock }: Context, query: z.infer<typeof activityQuery>) {
  const named = query.appIDorProductID
  const wanted = {
    ...parseActivitySpan(query.start, query.end, clock.now()),
    application_id: named === undefined ? null : await requireApplicationId(db, named),
    group_id: query.groupID ?? null,
    channel_id: query.channelID ?? null,
    instance_id: query.instanceID || null,
    version: query.version || null,
    severity: query.severity || null,
  }
  const totalCount = await countActivity(db, wanted)
  const activities = await listActivity(db, wanted, pageRows(query))
  return { totalCount, count: activities.length, activities: nullIfEmpty(activities) }
}
