import * as z from 'zod/mini'
import { archSchema, unusedArchSchema } from './arch.ts'
import { packageSchema } from './package.ts'
import { listOrNull, pageCounts, text, timestamp, trimmedText, uuid } from './primitives.ts'

export const channelSchema = z.object({
  id: uuid,
  application_id: uuid,
  name: z.string(),
  color: z.string(),
  arch: archSchema,
  created_ts: timestamp,
  package_id: z.nullable(uuid),
  package: z.nullable(packageSchema),
})
export type Channel = z.infer<typeof channelSchema>

export const channelPageSchema = z.object({ ...pageCounts, channels: listOrNull(channelSchema) })

/** Body of POST of a channel. A `package_id` left out or empty means none; `null` is invalid. */
export const channelWriteSchema = z.object({
  /** Required but ignored: the path names the application. */
  application_id: text('application_id'),
  name: trimmedText('name', 25, 1),
  color: trimmedText('color', 25),
  arch: archSchema,
  package_id: z.optional(text('package_id')),
})
export type ChannelWrite = z.infer<typeof channelWriteSchema>

/** Body of PUT of a channel: replaces everything but application and arch. */
export const channelReplaceSchema = z.extend(channelWriteSchema, { arch: unusedArchSchema })
export type ChannelReplace = z.infer<typeof channelReplaceSchema>
