import * as z from 'zod/mini'
import { groupWriteSchema } from '#contract/group.ts'
import { auditApplicationPart } from '#server/application-scope/audit-application-part.ts'
import { requireApplicationId } from '#server/application-scope/find-application.ts'
import type { Context } from '#server/context.ts'
import { nullIfEmpty } from '#server/http/null-if-empty.ts'
import { pageQuery, type PageQuery, pageRows } from '#server/http/paging.ts'
import { id } from '#server/http/request-values.ts'
import type { Routes } from '#server/http/validation.ts'
import { countGroups, listGroups, requireGroup } from './group-queries.ts'
import { createGroup, deleteGroup, replaceGroup } from './write-group.ts'
import { SHARED_READ } from '#server/reads/shared-reads.ts'

const listParams = z.object({ application: z.string() })
/** As in Nebraska, the group is found by its id alone, whatever the application in the path. */
const params = z.object({ application: z.string(), group: id('group') })
const body = groupWriteSchema

export function registerGroupRoutes(routes: Routes, context: Context): void {
  const GROUPS = '/api/apps/:application/groups'
  const GROUP = '/api/apps/:application/groups/:group'
  const config = { audit: auditApplicationPart(context.db, 'group', requireGroup) }

  routes.get(
    GROUPS,
    { config: SHARED_READ, schema: { params: listParams, querystring: pageQuery } },
    ({ params, query }) => listPage(context, params.application, query),
  )
  routes.post(GROUPS, { config, schema: { params: listParams, body } }, ({ params, body, auditContext }) =>
    createGroup(context, params.application, body, auditContext),
  )
  routes.get(GROUP, { config: SHARED_READ, schema: { params } }, ({ params }) =>
    requireGroup(context.db, params.group),
  )
  routes.put(GROUP, { config, schema: { params, body } }, ({ params, body, auditContext }) =>
    replaceGroup(context, params.application, params.group, body, auditContext),
  )
  routes.delete(GROUP, { config, schema: { params } }, async ({ params, auditContext }, reply) => {
    await deleteGroup(context, params.group, auditContext)
    return reply.code(204).send()
  })
}

async function listPage({ db }: Context, application: string, query: PageQuery) {
  const applicationId = await requireApplicationId(db, application)
  const totalCount = await countGroups(db, applicationId)
  const groups = await listGroups(db, applicationId, pageRows(query))
  return { totalCount, count: groups.length, groups: nullIfEmpty(groups) }
}
