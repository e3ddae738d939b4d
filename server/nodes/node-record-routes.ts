import * as z from 'zod/mini'
import { MAX_HISTORY_ENTRIES, type NodeHistory, type NodeRecord } from '#contract/node-record.ts'
import { requireApplicationId } from '#server/application-scope/find-application.ts'
import type { Context } from '#server/context.ts'
import { singleText, wholeNumber } from '#server/http/request-values.ts'
import type { Routes } from '#server/http/validation.ts'
import { SHARED_READ } from '#server/reads/shared-reads.ts'
import { readNodeHistory, readNodeRecord } from './node-record-queries.ts'

const DEFAULT_ENTRIES = 100

const params = z.object({ instance: z.string() })
const historyQuery = z.object({
  application: singleText('application'),
  limit: z.optional(wholeNumber('limit', 1, MAX_HISTORY_ENTRIES)),
})

/** A node in all its applications and groups, which only our server has. */
export function registerNodeRecordRoutes(routes: Routes, { db }: Context): void {
  routes.get(
    '/platte/nodes/:instance',
    { config: SHARED_READ, schema: { params } },
    ({ params }): Promise<NodeRecord> => readNodeRecord(db, params.instance),
  )
  routes.get(
    '/platte/nodes/:instance/history',
    { config: SHARED_READ, schema: { params, querystring: historyQuery } },
    async ({ params, query }): Promise<NodeHistory> => {
      const application_id = await requireApplicationId(db, query.application)
      const node = { instance_id: params.instance, application_id }
      return readNodeHistory(db, node, query.limit ?? DEFAULT_ENTRIES)
    },
  )
}
