import * as z from 'zod/mini'
import { applicationWriteSchema } from '#contract/application.ts'
import type { Context } from '#server/context.ts'
import { nullIfEmpty } from '#server/http/null-if-empty.ts'
import { pageQuery, pageRows, type PageQuery } from '#server/http/paging.ts'
import { singleText } from '#server/http/request-values.ts'
import type { Routes } from '#server/http/validation.ts'
import { countApplications, listApplications, requireApplication } from './application-queries.ts'
import { requireApplicationId } from '#server/application-scope/find-application.ts'
import { createApplication, deleteApplication, replaceApplication } from './write-application.ts'

const params = z.object({ application: z.string() })
const cloneQuery = z.object({ clone_from: z.optional(singleText('clone_from')) })
const body = applicationWriteSchema

export function registerApplicationRoutes(routes: Routes, context: Context): void {
  const APPS = '/api/apps'
  const APP = '/api/apps/:application'

  routes.get(APPS, { schema: { querystring: pageQuery } }, ({ query }) => listPage(context, query))
  routes.post(APPS, { schema: { querystring: cloneQuery, body } }, ({ query, body, write }) =>
    createApplication(context, body, query.clone_from ?? null, write),
  )
  routes.get(APP, { schema: { params } }, ({ params }) => readApplication(context, params.application))
  routes.put(APP, { schema: { params, body } }, ({ params, body, write }) =>
    replaceApplication(context, params.application, body, write),
  )
  routes.delete(APP, { schema: { params } }, async ({ params, write }, reply) => {
    await deleteApplication(context, params.application, write)
    return reply.code(204).send()
  })
}

async function listPage({ db, clock }: Context, query: PageQuery) {
  const totalCount = await countApplications(db)
  const applications = await listApplications(db, pageRows(query), clock.now())
  return { totalCount, count: applications.length, applications: nullIfEmpty(applications) }
}

async function readApplication({ db, clock }: Context, named: string) {
  return requireApplication(db, await requireApplicationId(db, named), clock.now())
}
