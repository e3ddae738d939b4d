import * as z from 'zod/mini'
import { applicationWriteSchema } from '#contract/application.ts'
import type { RouteAudit } from '#server/audit/route-audit.ts'
import type { Context } from '#server/context.ts'
import { nullIfEmpty } from '#server/http/null-if-empty.ts'
import { pageQuery, pageRows, type PageQuery } from '#server/http/paging.ts'
import { singleText } from '#server/http/request-values.ts'
import type { Routes } from '#server/http/validation.ts'
import { countApplications, listApplications, requireApplication } from './application-queries.ts'
import { findApplicationId, requireApplicationId } from '#server/application-scope/find-application.ts'
import { createApplication, deleteApplication, replaceApplication } from './write-application.ts'
import { SHARED_READ } from '#server/reads/shared-reads.ts'

const params = z.object({ application: z.string() })
const cloneQuery = z.object({ clone_from: z.optional(singleText('clone_from')) })
const body = applicationWriteSchema

export function registerApplicationRoutes(routes: Routes, context: Context): void {
  const APPS = '/api/apps'
  const APP = '/api/apps/:application'
  const config = { audit: auditApplication(context) }

  routes.get(APPS, { config: SHARED_READ, schema: { querystring: pageQuery } }, ({ query }) =>
    listPage(context, query),
  )
  routes.post(APPS, { config, schema: { querystring: cloneQuery, body } }, ({ query, body, auditContext }) =>
    createApplication(context, body, query.clone_from ?? null, auditContext),
  )
  routes.get(APP, { config: SHARED_READ, schema: { params } }, ({ params }) =>
    readApplication(context, params.application),
  )
  routes.put(APP, { config, schema: { params, body } }, ({ params, body, auditContext }) =>
    replaceApplication(context, params.application, body, auditContext),
  )
  routes.delete(APP, { config, schema: { params } }, async ({ params, auditContext }, reply) => {
    await deleteApplication(context, params.application, auditContext)
    return reply.code(204).send()
  })
}

const auditApplication = ({ db, clock }: Context): RouteAudit => ({
  subject: 'application',
  idParam: 'application',
  findApplicationId: async ({ application = '' }) => findApplicationId(db, application),
  load: async ({ application = '' }) =>
    requireApplication(db, await requireApplicationId(db, application), clock.now()),
})

async function listPage({ db, clock }: Context, query: PageQuery) {
  const totalCount = await countApplications(db)
  const applications = await listApplications(db, pageRows(query), clock.now())
  return { totalCount, count: applications.length, applications: nullIfEmpty(applications) }
}

async function readApplication({ db, clock }: Context, application: string) {
  return requireApplication(db, await requireApplicationId(db, application), clock.now())
}
