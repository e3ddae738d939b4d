import * as z from 'zod/mini'
import { timestamp } from './primitives.ts'

export const AUDIT_SUBJECTS = ['application', 'group', 'channel', 'package', 'floor', 'instance'] as const
export type AuditSubject = (typeof AUDIT_SUBJECTS)[number]

export const AUDIT_ACTIONS = ['create', 'replace', 'delete'] as const
export type AuditAction = (typeof AUDIT_ACTIONS)[number]

/** `unknown`: sent, and the answer was never seen, since a server stopped or broke off meanwhile. */
export const AUDIT_OUTCOMES = ['done', 'refused', 'unknown'] as const

/** One write through our server. */
export const auditEntrySchema = z.object({
  /** Counts up. */
  id: z.string(),
  created_ts: timestamp,
  /** The signed-in name, or "local". */
  actor: z.string(),
  action: z.enum(AUDIT_ACTIONS),
  subject: z.enum(AUDIT_SUBJECTS),
  application_id: z.nullable(z.string()),
  /** The id in the path or in the answer; of a floor that of its channel. */
  subject_id: z.nullable(z.string()),
  /** As it was called then. */
  subject_name: z.string(),
  /** As the API told it, before and after; null where there was nothing, or it isn't known. */
  before: z.nullable(z.record(z.string(), z.unknown())),
  after: z.nullable(z.record(z.string(), z.unknown())),
  /** In the operator's words; empty where none were given. */
  reason: z.string(),
  outcome: z.enum(AUDIT_OUTCOMES),
  /** What the server said to what it refused. */
  message: z.nullable(z.string()),
})
export type AuditEntry = z.infer<typeof auditEntrySchema>

/**
 * Answer of `GET /platte/audit-log`, which only our server has: newest first. Query: `application`, `subject`,
 * `subject_id`, `action`, `outcome`, `actor`, `search` (in names and reasons), `since` and `until` (times), `before`
 * (the id that the page before ended with), `limit` (1 to 1000, 50 without).
 */
export const auditPageSchema = z.object({
  entries: z.array(auditEntrySchema),
  /** Of the filter, over all pages. */
  totalCount: z.number(),
  /** How long entries are kept, in days. */
  kept_days: z.number(),
})

export type AuditPage = z.infer<typeof auditPageSchema>

/** Ids of entries are PostgreSQL's bigint, as text. */
export const auditEntryId = z.string().check(z.regex(/^\d{1,18}$/, 'before must be the id of an entry'))
