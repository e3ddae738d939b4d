import * as z from 'zod/mini'
import { durationSchema } from '#contract/duration.ts'
import { MIN_POINTS, MAX_POINTS, POINTS } from '#contract/group-statistics.ts'
import { MAX_BREAKDOWN_VERSIONS, VERSIONS } from '#contract/version-limit.ts'
import type { Context } from '#server/context.ts'
import { id, optionalId, wholeNumber } from '#server/http/request-values.ts'
import type { Routes } from '#server/http/validation.ts'
import { countByStatus, countByVersion } from './group-statistics-queries.ts'
import { statusTimeline } from './status-timeline.ts'
import { versionTimeline } from './version-timeline.ts'
import { versionsOverTime } from './versions-over-time.ts'
import { SHARED_READ } from '#server/reads/shared-reads.ts'

/** As in Nebraska, the group is found by its id alone, whatever the application in the path. */
const params = z.object({ application: z.string(), group: id('group') })
const querystring = z.object({ duration: durationSchema })
/** Only our server has the number of versions; a Nebraska ignores it. */
const breakdownQuery = z.object({ [VERSIONS]: z.optional(wholeNumber(VERSIONS, 1, MAX_BREAKDOWN_VERSIONS)) })
/** Only our server has the number of points; a Nebraska ignores it. */
const timelineQuery = z.object({
  duration: durationSchema,
  [POINTS]: z.optional(wholeNumber(POINTS, MIN_POINTS, MAX_POINTS)),
})
/** Only our server has it: what the nodes of all groups ran, of one application or of all. */
const fleetTimelineQuery = z.object({ ...timelineQuery.shape, application: optionalId('application') })

export function registerGroupStatisticsRoutes(routes: Routes, { db, clock }: Context): void {
  const GROUP = '/api/apps/:application/groups/:group'
  const schema = { params, querystring }
  const config = SHARED_READ
  const timelineSchema = { params, querystring: timelineQuery }

  routes.get(`${GROUP}/instances_stats`, { config, schema }, ({ params, query }) =>
    countByStatus(db, params.group, query.duration, clock.now()),
  )
  routes.get(
    `${GROUP}/version_breakdown`,
    { config, schema: { params, querystring: breakdownQuery } },
    ({ params, query }) => countByVersion(db, params.group, clock.now(), query[VERSIONS]),
  )
  routes.get(`${GROUP}/version_timeline`, { config, schema: timelineSchema }, ({ params, query }) =>
    query.points === undefined
      ? versionTimeline(db, params.group, query.duration, clock.now())
      : versionsOverTime(db, { group_id: params.group }, query.duration, clock.now(), query.points),
  )
  routes.get(
    '/platte/version-timeline',
    { config, schema: { querystring: fleetTimelineQuery } },
    ({ query }) =>
      versionsOverTime(
        db,
        { application_id: query.application ?? null },
        query.duration,
        clock.now(),
        query[POINTS] ?? MAX_POINTS,
      ),
  )
  routes.get(`${GROUP}/status_timeline`, { config, schema: timelineSchema }, ({ params, query }) =>
    statusTimeline(db, params.group, query.duration, clock.now(), query.points),
  )
}
