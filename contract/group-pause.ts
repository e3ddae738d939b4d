import * as z from 'zod/mini'
import { timestamp } from './primitives.ts'

/** The write that switched a group's updates off and that no later write has undone. */
export const groupPauseSchema = z.object({
  /** As in the path of the write. */
  group_id: z.string(),
  paused_ts: timestamp,
  actor: z.string(),
  /** Empty where the operator entered none. */
  reason: z.string(),
})
export type GroupPause = z.infer<typeof groupPauseSchema>

/**
 * Response of `GET /platte/pauses`, which only a server with an audit log has. A group may be on nevertheless where
 * another client than this server switched it on, and safe mode may have stopped it since.
 */
export const groupPausesSchema = z.object({ pauses: z.array(groupPauseSchema) })
