import type { FastifyInstance } from 'fastify'
import { type AuditPage, auditPageSchema } from '#contract/audit-log.ts'
import { writeContextHeaders, type WriteContext } from '#contract/write-context.ts'
import { requestJson } from './rest-client.ts'

/** The audit log, newest first. @param query without the question mark */
export const readAuditLog = (app: FastifyInstance, query = ''): Promise<AuditPage> =>
  requestJson(app, auditPageSchema, 'GET', `/platte/audit-log?${query}`)

/** Sends a write with a reason or expected values in its headers. */
export const sendWrite = (
  app: FastifyInstance,
  method: 'POST' | 'PUT' | 'DELETE',
  url: string,
  body: object | null,
  context: WriteContext,
) => app.inject({ method, url, headers: writeContextHeaders(context), ...(body && { payload: body }) })
