import * as z from 'zod/mini'
import { DETAILS } from '#contract/activity.ts'
import { DAY_MS } from '#contract/time-units.ts'
import { requireApplicationId } from '#server/application-scope/find-application.ts'
import type { Context } from '#server/context.ts'
import { nullIfEmpty } from '#server/http/null-if-empty.ts'
import { pageRows, pageShape } from '#server/http/paging.ts'
import { optionalId, singleText, wholeNumber } from '#server/http/request-values.ts'
import type { Routes } from '#server/http/validation.ts'
import { countActivity, listActivity } from './activity-queries.ts'
import { SHARED_READ } from '#server/reads/shared-reads.ts'

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
  /** Only our server has this parameter; a Nebraska ignores it. */
  [DETAILS]: z.optional(singleText(DETAILS)),
})

export function registerActivityRoutes(routes: Routes, context: Context): void {
  routes.get('/api/activity', { config: SHARED_READ, schema: { querystring: activityQuery } }, ({ query }) =>
    listPage(context, query),
  )
}

async function listPage({ db, clock }: Context, query: z.infer<typeof activityQuery>) {
  const application = query.appIDorProductID
  const filter = {
    ...parseTimeSpan(query.start, query.end, clock.now()),
    application_id: application === undefined ? null : await requireApplicationId(db, application),
    group_id: query.groupID ?? null,
    channel_id: query.channelID ?? null,
    instance_id: query.instanceID || null,
    version: query.version || null,
    severity: query.severity || null,
  }
  const totalCount = await countActivity(db, filter)
  const activities = await listActivity(db, filter, pageRows(query), query[DETAILS] !== undefined)
  return { totalCount, count: activities.length, activities: nullIfEmpty(activities) }
}

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/

/** Anything but an RFC 3339 time means three days ago for the start and now for the end. */
function parseTimeSpan(start: string, end: string, now: Date): { start: Date; end: Date } {
  return { start: parseTime(start) ?? new Date(now.getTime() - 3 * DAY_MS), end: parseTime(end) ?? now }
}

function parseTime(text: string): Date | null {
  const time = new Date(RFC_3339.test(text) ? text : Number.NaN)
  return Number.isNaN(time.getTime()) ? null : time
}
