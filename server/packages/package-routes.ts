import * as z from 'zod/mini'
import { packageReplaceSchema, packageWriteSchema } from '#contract/package.ts'
import { auditApplicationPart } from '#server/application-scope/audit-application-part.ts'
import { requireApplicationId } from '#server/application-scope/find-application.ts'
import type { Context } from '#server/context.ts'
import { nullIfEmpty } from '#server/http/null-if-empty.ts'
import { pageRows, pageShape } from '#server/http/paging.ts'
import { id, singleText } from '#server/http/request-values.ts'
import type { Routes } from '#server/http/validation.ts'
import { countPackages, listPackages, requirePackage } from './package-queries.ts'
import { createPackage, deletePackage, replacePackage } from './write-package.ts'
import { SHARED_READ } from '#server/reads/shared-reads.ts'

const listParams = z.object({ application: z.string() })
/** As in Nebraska, the package is found by its id alone, whatever the application in the path. */
const params = z.object({ application: z.string(), package: id('package') })
const listQuery = z.object({ ...pageShape, searchVersion: z.optional(singleText('searchVersion')) })

export function registerPackageRoutes(routes: Routes, context: Context): void {
  const PACKAGES = '/api/apps/:application/packages'
  const PACKAGE = '/api/apps/:application/packages/:package'
  const config = { audit: auditApplicationPart(context.db, 'package', requirePackage) }

  routes.get(
    PACKAGES,
    { config: SHARED_READ, schema: { params: listParams, querystring: listQuery } },
    ({ params, query }) => listPage(context, params.application, query),
  )
  routes.post(
    PACKAGES,
    { config, schema: { params: listParams, body: packageWriteSchema } },
    ({ params, body, auditContext }) => createPackage(context, params.application, body, auditContext),
  )
  routes.get(PACKAGE, { config: SHARED_READ, schema: { params } }, ({ params }) =>
    requirePackage(context.db, params.package),
  )
  routes.put(
    PACKAGE,
    { config, schema: { params, body: packageReplaceSchema } },
    ({ params, body, auditContext }) =>
      replacePackage(context, params.application, params.package, body, auditContext),
  )
  routes.delete(PACKAGE, { config, schema: { params } }, async ({ params, auditContext }, reply) => {
    await deletePackage(context, params.package, auditContext)
    return reply.code(204).send()
  })
}

async function listPage({ db }: Context, application: string, query: z.infer<typeof listQuery>) {
  const application_id = await requireApplicationId(db, application)
  const filter = { application_id, search: query.searchVersion ?? '' }
  const totalCount = await countPackages(db, filter)
  const packages = await listPackages(db, filter, pageRows(query))
  return { totalCount, count: packages.length, packages: nullIfEmpty(packages) }
}
