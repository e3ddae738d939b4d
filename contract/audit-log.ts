import * as z from 'zod/mini'
import { timestamp } from './primitives.ts'

export const AUDIT_SUBJECTS = ['application', 'group', 'channel', 'package', 'floor', 'instance'] as const
export type AuditSubject = (typeof AUDIT_SUBJECTS)[number]

export const AUDIT_ACTIONS = ['create', 'replace', 'delete'] as const
export type AuditAction = (typeof AUDIT_ACTIONS)[number]

/** An application, group, channel, package, floor or node in the API's JSON. */
export type AuditedResource = Record<string, unknown>

export const isAuditedResource = (value: unknown): value is AuditedResource =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `unknown`: the write was sent, but a server stopped or disconnected before it responded. */
export const AUDIT_OUTCOMES = ['done', 'refused', 'unknown'] as const

/** One write through Platte's own server. */
export const auditEntrySchema = z.object({
  /** Ascending. */
  id: z.string(),
  created_ts: timestamp,
  /** The signed-in name, or "local". */
  actor: z.string(),
  action: z.enum(AUDIT_ACTIONS),
  subject: z.enum(AUDIT_SUBJECTS),
  application_id: z.nullable(z.string()),
  /** The id in the path or the response; a floor has the id of its channel. */
  subject_id: z.nullable(z.string()),
  /** Its name at that time. */
  subject_name: z.string(),
  /**
   * The resource as the API returns it, before and after; null where there was none, or it is unknown or larger than
   * `MAX_SNAPSHOT_BYTES`.
   */
  before: z.nullable(z.record(z.string(), z.unknown())),
  after: z.nullable(z.record(z.string(), z.unknown())),
  /** The operator's reason; empty without one. */
  reason: z.string(),
  outcome: z.enum(AUDIT_OUTCOMES),
  /** The error message of a refused write. */
  message: z.nullable(z.string()),
})
export type AuditEntry = z.infer<typeof auditEntrySchema>

/**
 * Response of `GET /platte/audit-log`, which only Platte's own server has: newest first. Query: `application`, `subject`,
 * `subject_id`, `action`, `outcome`, `actor`, `search` (in names and reasons), `since` and `until` (times), `before`
 * (the last id of the previous page), `limit` (1 to 1000, 50 by default). A page is shorter where its entries take more than
 * `MAX_AUDIT_PAGE_BYTES`.
 */
export const auditPageSchema = z.object({
  entries: z.array(auditEntrySchema),
  /** Whether older entries match: those before the last one of this page. */
  has_older: z.boolean(),
  /** Entries that match, on all pages. */
  totalCount: z.number(),
  /** How many days entries are kept. */
  kept_days: z.number(),
})

/** Of the resources in the entries of one page, as JSON text; a page has one entry at least. */
export const MAX_AUDIT_PAGE_BYTES = 4 * 1024 ** 2
/** Of a resource in the audit log, as JSON text: more than a write's body may have. */
export const MAX_SNAPSHOT_BYTES = 2 * 1024 ** 2

export type AuditPage = z.infer<typeof auditPageSchema>

/** Response of `GET /platte/audit-log/actors`: who wrote anything, by name. The 500 who wrote last, where there are more. */
export const auditActorsSchema = z.object({ actors: z.array(z.string()) })
export const MAX_AUDIT_ACTORS = 500

/** The id of an entry: a bigint of PostgreSQL, as text. */
export const auditEntryId = z.string().check(z.regex(/^\d{1,18}$/, 'before must be the id of an entry'))
