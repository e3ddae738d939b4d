import * as z from 'zod/mini'
import { archSchema } from './arch.ts'
import { packageSchema } from './package.ts'
import { listOrNull, pageCounts, text, timestamp, uuid } from './primitives.ts'

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

/** Body of POST and PUT of a channel; a PUT leaves application and arch as they are. */
export const channelWriteSchema = z.object({
  application_id: z.string(),
  name: text('name', 25, 1),
  color: text('color', 25),
  arch: archSchema,
  package_id: z.optional(z.nullable(z.string())),
})
export type ChannelWrite = z.infer<typeof channelWriteSchema>
