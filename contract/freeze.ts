import * as z from 'zod/mini'
import { text, timestamp, uuid } from './primitives.ts'
import { LONGEST_REASON } from './write-note.ts'

/** How a group came through a freeze, and through its thaw. */
export const FREEZE_OUTCOMES = [
  /** Not written yet. */
  'waiting',
  /** Its updates were on, and the freeze switched them off. */
  'paused',
  /** Its updates were off already: nothing was written, and a thaw leaves it so. */
  'was-off',
  /** It is no longer there. */
  'gone',
  'failed',
] as const
export const THAW_OUTCOMES = [
  'restored',
  /** It was changed by hand meanwhile and left as it is. */
  'left',
  'gone',
  'failed',
] as const

export const frozenGroupSchema = z.object({
  application_id: uuid,
  group_id: uuid,
  /** As they were called then. */
  application_name: text('application_name'),
  group_name: text('group_name'),
  /** The group's settings just before it was frozen: a `GroupSettings`. */
  before: z.record(z.string(), z.unknown()),
  outcome: z.enum(FREEZE_OUTCOMES),
  thaw: z.nullable(z.enum(THAW_OUTCOMES)),
  /** Why it failed. */
  message: z.nullable(text('message', 500)),
})
export type FrozenGroup = z.infer<typeof frozenGroupSchema>

/** A freeze of the fleet, or of a part of it; one at a time is in force. */
export const freezeSchema = z.object({
  id: uuid,
  created_ts: timestamp,
  actor: z.string(),
  reason: text('reason', LONGEST_REASON),
  groups: z.array(frozenGroupSchema),
  /** Groups that were left out on purpose, by their names then. */
  exceptions: z.array(
    z.object({ group_id: uuid, application_name: text('application_name'), group_name: text('group_name') }),
  ),
  /** Null while it is in force. */
  thawed_ts: z.nullable(timestamp),
})
export type Freeze = z.infer<typeof freezeSchema>

/** Answer of `GET /platte/freezes`, which only our server has: newest first, the latest twenty. */
export const freezeListSchema = z.object({ freezes: z.array(freezeSchema) })
