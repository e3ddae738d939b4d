import type { FastifyInstance } from 'fastify'
import type { AuditAction, AuditedResource, AuditSubject } from '#contract/audit-log.ts'

/** The parameters in a request's path, by name; as sent where the request is refused before they are validated. */
export type PathParams = Readonly<Record<string, string>>

/** What a route writes, so that the audit log can name it when a write is refused. */
export interface RouteAudit {
  subject: AuditSubject
  /** The path parameter that holds the resource's id; the path of a create has none. */
  idParam: string
  /** Returns the id of the application in the path; null where the path has none, or there is no such application. */
  findApplicationId: (params: PathParams) => Promise<string | null>
  /** Loads the resource. Returns null or throws an `HttpError` where there is none. */
  load: (params: PathParams) => Promise<AuditedResource | null>
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Required of every route under `/api` that takes a write method; null for one that writes nothing. */
    audit?: RouteAudit | null
  }
}

export const ACTION_OF_METHOD: Readonly<Record<string, AuditAction>> = {
  POST: 'create',
  PUT: 'replace',
  DELETE: 'delete',
}

/** Throws while `app` is built where a route under `/api` takes a write method and declares no audit. */
export function requireRouteAudits(app: FastifyInstance): void {
  app.addHook('onRoute', ({ url, method, config }) => {
    const writes = [method].flat().some((one) => ACTION_OF_METHOD[one] !== undefined)
    if (writes && url.startsWith('/api/') && config?.audit === undefined)
      throw new Error(`The route ${[method].flat().join(', ')} ${url} declares no audit.`)
  })
}
