import * as z from 'zod/mini'
import {
  AUDIT_ACTIONS,
  AUDIT_OUTCOMES,
  AUDIT_SUBJECTS,
  auditEntryId,
  type AuditPage,
  type auditActorsSchema,
} from '#contract/audit-log.ts'
import type { groupPausesSchema } from '#contract/group-pause.ts'
import { timestamp } from '#contract/primitives.ts'
import type { Context } from '#server/context.ts'
import { singleText, wholeNumber } from '#server/http/request-values.ts'
import type { Routes } from '#server/http/validation.ts'
import { countAuditEntries, listAuditActors, listAuditEntries } from './audit-queries.ts'
import { listGroupPauses } from './pause-queries.ts'

const DEFAULT_LIMIT = 50
const MAX_LIMIT = 1000

const oneOf = <const Values extends readonly string[]>(name: string, values: Values) =>
  z.optional(z.enum(values, `${name} must be one of ${values.join(', ')}`))
const time = (name: string) =>
  z.optional(
    singleText(name).check(
      z.refine((value) => timestamp.safeParse(value).success, {
        error: `${name} must be a time such as 2026-08-06T14:30:18Z`,
      }),
    ),
  )
const text = (name: string) => z.optional(singleText(name).check(noNul(name)))
const noNul = (name: string) =>
  z.refine<string>((value) => !value.includes('\0'), { error: `${name} must not contain the character NUL` })

const querystring = z.object({
  application: text('application'),
  subject: oneOf('subject', AUDIT_SUBJECTS),
  subject_id: text('subject_id'),
  action: oneOf('action', AUDIT_ACTIONS),
  outcome: oneOf('outcome', AUDIT_OUTCOMES),
  actor: text('actor'),
  search: text('search'),
  since: time('since'),
  until: time('until'),
  before: z.optional(z.pipe(singleText('before'), auditEntryId)),
  limit: z.optional(wholeNumber('limit', 1, MAX_LIMIT)),
})

/**
 * The writes to `updateServer` (null: to this server) by this process and others on its database, who made them, and
 * which of them paused a group.
 */
export function registerAuditLogRoute(
  routes: Routes,
  { db }: Context,
  { updateServer, keptDays }: { updateServer: string | null; keptDays: number },
): void {
  const config = { sharedRead: {} }
  routes.get(
    '/platte/audit-log',
    { config, schema: { querystring } },
    async ({ query }): Promise<AuditPage> => {
      const { before, limit = DEFAULT_LIMIT, ...rest } = query
      const filter = { ...rest, updateServer }
      const totalCount = await countAuditEntries(db, filter)
      return { ...(await listAuditEntries(db, filter, { before, limit })), totalCount, kept_days: keptDays }
    },
  )
  routes.get(
    '/platte/audit-log/actors',
    { config },
    async (): Promise<z.infer<typeof auditActorsSchema>> => ({
      actors: await listAuditActors(db, updateServer),
    }),
  )
  routes.get('/platte/pauses', { config }, async (): Promise<z.infer<typeof groupPausesSchema>> => ({
    pauses: await listGroupPauses(db, updateServer),
  }))
}
