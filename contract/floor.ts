import * as z from 'zod/mini'
import { channelSchema } from './channel.ts'
import { packageSchema } from './package.ts'
import { listOrNull, pageCounts, text, uuid } from './primitives.ts'

/** Floors of a channel: the packages that its nodes must not skip. The list is `[]` when empty. */
export const floorPageSchema = z.object({ ...pageCounts, packages: z.array(packageSchema) })

export const floorWriteSchema = z.object({
  floor_reason: z.optional(z.nullable(text('floor_reason', 500))),
})

export const floorWrittenSchema = z.object({
  channel_id: uuid,
  package_id: uuid,
  status: z.literal('ok'),
})

export const floorChannelsSchema = z.object({
  channels: listOrNull(z.object({ channel: channelSchema, floor_reason: z.nullable(z.string()) })),
  count: z.number(),
})
