import * as z from 'zod/mini'
import { listOrNull, text, timestamp, uuid } from './primitives.ts'

/** One application on a node, as last reported; all fields are empty for a node silent for more than a day. */
export const instanceApplicationSchema = z.object({
  instance_id: z.optional(z.string()),
  application_id: z.string(),
  group_id: z.nullable(z.string()),
  version: z.string(),
  created_ts: timestamp,
  status: z.nullable(z.number()),
  last_check_for_updates: timestamp,
  /** Always null (docs/protocol.md, “Time windows”). */
  last_update_granted_ts: z.nullable(timestamp),
  last_update_version: z.nullable(z.string()),
  update_in_progress: z.boolean(),
  /**
   * Only where the request has `ERRORS`: the code of its latest failed update, unless it has completed one since; empty for a
   * failure without a code, null for none.
   */
  error_code: z.optional(z.nullable(z.string())),
})

export const instanceSchema = z.object({
  id: z.string(),
  ip: z.string(),
  created_ts: timestamp,
  alias: z.optional(z.string()),
  /** OEM and aleph version come only with the single instance. */
  oem: z.optional(z.string()),
  aleph_version: z.optional(z.string()),
  application: instanceApplicationSchema,
})
export type Instance = z.infer<typeof instanceSchema>

export const instancePageSchema = z.object({
  instances: listOrNull(instanceSchema),
  total: z.number(),
})

export const instanceCountSchema = z.object({ count: z.number() })

export const instanceWriteSchema = z.object({ alias: text('alias', 256) })

export const statusHistorySchema = listOrNull(
  z.object({
    status: z.number(),
    version: z.nullable(z.string()),
    created_ts: timestamp,
    error_code: z.nullable(z.string()),
  }),
)
export type StatusHistoryEntry = NonNullable<z.infer<typeof statusHistorySchema>>[number]

/** Values of `sortFilter` in a list of instances. */
export const INSTANCE_SORT = { alias: 0, ip: 1, lastCheck: 2 } as const
/** Values of `sortOrder`. */
export const SORT_ORDER = { ascending: 0, descending: 1 } as const
/** Values of `searchFilter`. */
export const INSTANCE_SEARCH_FIELDS = ['All', 'id', 'ip', 'alias'] as const

/**
 * Query parameter of a list of instances that only Platte's own server knows. Without it, a node with several
 * applications is listed once for each of them, and counted as often in the total.
 */
export const ONLY_OWN = 'own'

/** Query parameter of a list of instances that only Platte's own server knows: adds each node's `error_code`. */
export const ERRORS = 'errors'
/** Likewise: only nodes with this code, a whole number without its flags (`baseErrorCode`). */
export const ERROR_CODE = 'error_code'

/** Nodes by the code of their latest failed update in the last 30 days, unless they have completed one since. */
export const errorCodesSchema = z.object({
  errors: z.array(
    z.object({
      application_id: uuid,
      group_id: uuid,
      /** Without its flags; empty where nodes reported none. */
      error_code: z.string(),
      nodes: z.number(),
      latest_ts: timestamp,
    }),
  ),
})
export type ErrorCodes = z.infer<typeof errorCodesSchema>['errors']
