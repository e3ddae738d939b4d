import type { FastifyInstance } from 'fastify'
import { type AuditPage, auditPageSchema } from '#contract/audit-log.ts'
import { writeContextHeaders, type WriteContext } from '#contract/write-context.ts'
import { answerTo } from './rest-client.ts'

/** The audit log, newest first. @param query without its question mark */
export const readAuditLog = (app: FastifyInstance, query = ''): Promise<AuditPage> =>
  answerTo(app, auditPageSchema, 'GET', `/platte/audit-log?${query}`)

/** A write with a note beside it. */
export const writeWith = (
  app: FastifyInstance,
  method: 'POST' | 'PUT' | 'DELETE',
  url: string,
  body: object | null,
  note: WriteContext,
) => app.inject({ method, url, headers: writeContextHeaders(note), ...(body && { payload: body }) })
