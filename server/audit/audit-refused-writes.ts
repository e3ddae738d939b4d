import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import type { AuditedResource } from '#contract/audit-log.ts'
import { httpErrorSchema } from '#contract/http-error.ts'
import type { Context } from '#server/context.ts'
import { isLoggedAsOutage } from '#server/errors/database-failure.ts'
import { HttpError } from '#server/http/http-error.ts'
import { nameResource, type ResourceName } from './audit-snapshot.ts'
import { auditMessage, auditName } from './audit-text.ts'
import { ACTION_OF_METHOD, type PathParams, requireRouteAudits, type RouteAudit } from './route-audit.ts'

/**
 * Statuses of requests that no operator sends: another site's page does, or a client that has no access or uses a wrong
 * method or type.
 */
const NOT_AUDITED = new Set([401, 403, 405, 415, 421])

/** Records which writes to `app`'s routes are refused, and why; every write route under `/api` must declare its audit. */
export function auditRefusedWrites(app: FastifyInstance, context: Context): void {
  requireRouteAudits(app)
  app.addHook('preSerialization', async (request, { statusCode }, payload) => {
    const { audit } = request.routeOptions.config
    if (!audit || statusCode < 400 || NOT_AUDITED.has(statusCode)) return payload
    const error = httpErrorSchema.safeParse(payload)
    if (error.success)
      await recordRefusedWrite(context, request, audit, {
        status: statusCode,
        message: error.data.message,
      }).catch((failure: unknown) => {
        // An outage is logged once, not for each write that it fails.
        if (!isLoggedAsOutage(failure)) request.log.error(failure)
      })
    return payload
  })
}

async function recordRefusedWrite(
  { db, clock }: Context,
  request: FastifyRequest,
  audit: RouteAudit,
  { status, message }: { status: number; message: string },
): Promise<void> {
  const action = ACTION_OF_METHOD[request.method]
  if (action === undefined) return
  await db
    .insertInto('audit_log')
    .values({
      ...auditName(await nameTarget(audit, request)),
      update_server: null,
      created_ts: clock.now(),
      actor: request.actor,
      action,
      subject: audit.subject,
      before: null,
      after: null,
      reason: reasonOf(request),
      // A failure may come after the write.
      outcome: status >= 500 ? 'unknown' : 'refused',
      message: auditMessage(message),
    })
    .execute()
}

/** Empty where the reason itself is invalid. */
function reasonOf(request: FastifyRequest): string {
  try {
    return request.auditContext.reason
  } catch {
    return ''
  }
}

const pathParams = z.record(z.string(), z.string())

async function nameTarget(audit: RouteAudit, { params: raw, body }: FastifyRequest): Promise<ResourceName> {
  const params = pathParams.parse(raw)
  const id = params[audit.idParam] ?? null
  const resource = id === null ? null : await loadIfThere(audit, params)
  if (resource) return nameResource(audit.subject, resource)
  const requested: AuditedResource = typeof body === 'object' ? { ...body } : {}
  return {
    ...nameResource(audit.subject, requested),
    application_id: await audit.findApplicationId(params),
    subject_id: id,
  }
}

async function loadIfThere(audit: RouteAudit, params: PathParams): Promise<AuditedResource | null> {
  try {
    return await audit.load(params)
  } catch (error) {
    if (error instanceof HttpError) return null
    throw error
  }
}
