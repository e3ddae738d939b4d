import * as z from 'zod/mini'
import { channelSchema } from './channel.ts'
import { packageSchema } from './package.ts'
import { listOrNull, pageCounts, text, uuid } from './primitives.ts'

/** The floors of a channel: packages that its nodes must not skip. `[]` without any, `null` past the last page. */
export const floorPageSchema = z.object({ ...pageCounts, packages: listOrNull(packageSchema) })

/** In characters. */
export const MAX_FLOOR_REASON_LENGTH = 500

/** Body of PUT of a floor; a request without a body is the same as `{}`. A reason left out or `null` means none. */
export const floorWriteSchema = z.object({
  floor_reason: z.optional(z.nullable(text('floor_reason', MAX_FLOOR_REASON_LENGTH))),
})

export const floorWrittenSchema = z.object({
  channel_id: uuid,
  package_id: uuid,
  status: z.literal('ok'),
})

const floorChannelSchema = z.object({ channel: channelSchema, floor_reason: z.nullable(z.string()) })
/** A channel that has the package as a floor. */
export type FloorChannel = z.infer<typeof floorChannelSchema>

export const floorChannelsSchema = z.object({ channels: listOrNull(floorChannelSchema), count: z.number() })
