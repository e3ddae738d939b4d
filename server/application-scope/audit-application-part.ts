import type { Kysely } from 'kysely'
import type { AuditedResource } from '#contract/audit-log.ts'
import type { RouteAudit } from '#server/audit/route-audit.ts'
import type { Schema } from '#server/database/schema.ts'
import { parseId } from '#server/http/request-values.ts'
import { findApplicationId } from './find-application.ts'

/** The audit of routes that write a part of an application: `/api/apps/:application/…`, with the part's id as `:part`. */
export const auditApplicationPart = (
  db: Kysely<Schema>,
  part: 'group' | 'channel' | 'package',
  load: (db: Kysely<Schema>, id: string) => Promise<AuditedResource>,
): RouteAudit => ({
  subject: part,
  idParam: part,
  findApplicationId: ({ application = '' }) => findApplicationId(db, application),
  load: async (params) => {
    const id = parseId(params[part] ?? '')
    return id === null ? null : load(db, id)
  },
})
