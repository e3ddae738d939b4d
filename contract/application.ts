import * as z from 'zod/mini'
import { channelSchema } from './channel.ts'
import { groupSchema } from './group.ts'
import { listOrNull, pageCounts, text, timestamp, trimmedText, uuid } from './primitives.ts'

/** Flatcar's own application, the same on every server. */
export const FLATCAR_APPLICATION_ID = 'e96281a6-d1af-4bde-9a0a-97b76e56dc57'

export const applicationSchema = z.object({
  id: uuid,
  product_id: z.nullable(z.string()),
  name: z.string(),
  description: z.string(),
  created_ts: timestamp,
  groups: listOrNull(groupSchema),
  channels: listOrNull(channelSchema),
  /** Nodes seen in the last 24 hours. */
  instances: z.object({ count: z.number() }),
})
export type Application = z.infer<typeof applicationSchema>

export const applicationPageSchema = z.object({ ...pageCounts, applications: listOrNull(applicationSchema) })

/** Two or more parts; each starts with a letter and does not end with a dash. */
const PRODUCT_ID = /^[a-zA-Z](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)+$/

/** Body of POST and PUT of an application. An empty product id means none. */
export const applicationWriteSchema = z.object({
  name: trimmedText('name', 50, 1),
  description: z.optional(text('description')),
  product_id: z.optional(
    z.nullable(
      text('product_id', 155).check(
        z.refine((id) => id === '' || PRODUCT_ID.test(id), {
          error: 'product_id must look like io.example.App',
        }),
      ),
    ),
  ),
})
export type ApplicationWrite = z.infer<typeof applicationWriteSchema>
