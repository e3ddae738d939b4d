import type { FastifyInstance } from 'fastify'
import { version } from '#server/config/version.ts'
import { type DescribedRoute, openApiDocument } from './openapi-document.ts'
import { OPERATIONS } from './operations.ts'

/** Serves `/openapi.json`, which describes every route that is registered on `app` from now on. */
export function registerOpenApiRoute(app: FastifyInstance): void {
  const routes: DescribedRoute[] = []
  app.addHook('onRoute', ({ method, url, schema, config }) => {
    const operation = typeof method === 'string' ? OPERATIONS[`${method} ${url}`] : undefined
    if (typeof method !== 'string' || !operation) return
    const { params, querystring, body } = schema ?? {}
    routes.push({ method, url, isPublic: config?.access === 'public', params, querystring, body, operation })
  })
  let document: object | null = null
  app.get('/openapi.json', { config: { access: 'public' } }, () => {
    document ??= openApiDocument(routes, version)
    return document
  })
}
