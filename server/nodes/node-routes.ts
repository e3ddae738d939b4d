import * as z from 'zod/mini'
import { durationSchema } from '#contract/duration.ts'
import { ERROR_CODE, ERRORS, instanceWriteSchema, ONLY_OWN } from '#contract/instance.ts'
import { requireApplicationId } from '#server/application-scope/find-application.ts'
import type { RouteAudit } from '#server/audit/route-audit.ts'
import type { Context } from '#server/context.ts'
import { nullIfEmpty } from '#server/http/null-if-empty.ts'
import { pageRows, pageShape } from '#server/http/paging.ts'
import { id, singleText, wholeNumber } from '#server/http/request-values.ts'
import type { Routes } from '#server/http/validation.ts'
import { listInPieces, MAX_NODES } from './list-long-page.ts'
import { countErrorCodes } from './error-code-queries.ts'
import { countNodes } from './node-list-queries.ts'
import { findAlias, findNode } from './node-queries.ts'
import { renameNode } from './rename-node.ts'
import { parseNodeOrder, parseNodeSearch } from './parse-node-query.ts'
import { listStatusHistory } from './status-history-queries.ts'
import { SHARED_READ } from '#server/reads/shared-reads.ts'

const params = z.object({ application: z.string(), group: id('group') })
/** As in Nebraska, the group in the path is ignored. */
const instanceParams = z.object({ application: z.string(), group: z.string(), instance: z.string() })
const historyParams = z.object({ application: z.string(), group: id('group'), instance: z.string() })

const countQuery = z.object({ duration: durationSchema })
const listQuery = z.object({
  ...pageShape,
  duration: durationSchema,
  status: wholeNumber('status'),
  version: z.optional(singleText('version')),
  sortFilter: z.optional(singleText('sortFilter')),
  sortOrder: z.optional(singleText('sortOrder')),
  searchFilter: z.optional(singleText('searchFilter')),
  searchValue: z.optional(singleText('searchValue')),
  /** Only our server has these parameters; a Nebraska ignores them. */
  [ONLY_OWN]: z.optional(singleText(ONLY_OWN)),
  [ERRORS]: z.optional(singleText(ERRORS)),
  [ERROR_CODE]: z.optional(singleText(ERROR_CODE)),
})
const historyQuery = z.object({ limit: z.optional(wholeNumber('limit', 0)) })

export function registerNodeRoutes(routes: Routes, context: Context): void {
  const GROUP = '/api/apps/:application/groups/:group'
  const { db, clock } = context

  routes.get(
    `${GROUP}/instances`,
    { config: SHARED_READ, schema: { params, querystring: listQuery } },
    ({ params, query }) => listPage(context, params, query),
  )
  routes.get('/platte/error-codes', { config: SHARED_READ }, async () => ({
    errors: await countErrorCodes(db, clock.now()),
  }))
  routes.get(
    `${GROUP}/instancescount`,
    { config: SHARED_READ, schema: { params, querystring: countQuery } },
    ({ params, query }) => countAll(context, params, query),
  )
  routes.get(
    `${GROUP}/instances/:instance`,
    { config: SHARED_READ, schema: { params: instanceParams } },
    async ({ params }) =>
      findNode(db, params.instance, await requireApplicationId(db, params.application), clock.now()),
  )
  routes.get(
    `${GROUP}/instances/:instance/status_history`,
    { config: SHARED_READ, schema: { params: historyParams, querystring: historyQuery } },
    ({ params, query }) => listHistory(context, params, query.limit),
  )
  routes.put(
    '/api/instances/:instance',
    {
      config: { audit: auditNode(context) },
      schema: { params: z.object({ instance: z.string() }), body: instanceWriteSchema },
    },
    ({ params, body, auditContext }) => renameNode(context, params.instance, body.alias, auditContext),
  )
}

const auditNode = ({ db }: Context): RouteAudit => ({
  subject: 'instance',
  idParam: 'instance',
  findApplicationId: async () => null,
  load: async ({ instance = '' }) => findAlias(db, instance),
})

async function listPage(
  { db, clock }: Context,
  { application, group }: z.infer<typeof params>,
  query: z.infer<typeof listQuery>,
) {
  const application_id = await requireApplicationId(db, application)
  const { duration, status, version = '' } = query
  const search = parseNodeSearch(query.searchFilter, query.searchValue)
  const filter = {
    application_id,
    group_id: group,
    duration,
    status,
    version,
    search,
    onlyOwn: query[ONLY_OWN] !== undefined,
    errorCode: query[ERROR_CODE] ?? null,
    withErrors: query[ERRORS] !== undefined,
  }
  const order = parseNodeOrder(query.sortFilter, query.sortOrder)
  const { total, instances } = await listInPieces(db, {
    filter,
    order,
    page: pageRows(query, { most: MAX_NODES }),
    now: clock.now(),
  })
  return { total, instances: nullIfEmpty(instances) }
}

async function countAll(
  { db, clock }: Context,
  { application, group }: z.infer<typeof params>,
  { duration }: z.infer<typeof countQuery>,
) {
  const application_id = await requireApplicationId(db, application)
  const filter = {
    application_id,
    group_id: group,
    duration,
    status: 0,
    version: '',
    search: null,
    onlyOwn: false,
  }
  return { count: await countNodes(db, filter, clock.now()) }
}

async function listHistory(
  { db }: Context,
  { application, group, instance }: z.infer<typeof historyParams>,
  limit: number | undefined,
) {
  const application_id = await requireApplicationId(db, application)
  return nullIfEmpty(
    await listStatusHistory(db, { application_id, group_id: group, instance_id: instance }, limit),
  )
}
