import * as z from 'zod/mini'
import { archSchema } from './arch.ts'
import { listOrNull, pageCounts, text, timestamp, uuid } from './primitives.ts'

export const PACKAGE_TYPE = { flatcar: 1, docker: 2, rkt: 3, other: 4 } as const

export const packageFileSchema = z.object({
  id: z.number(),
  package_id: uuid,
  name: z.nullable(z.string()),
  size: z.nullable(z.string()),
  hash: z.nullable(z.string()),
  hash256: z.nullable(z.string()),
  created_ts: timestamp,
})

/** What update_engine does with a Flatcar package; comes with every package of type 1. */
export const flatcarActionSchema = z.object({
  id: uuid,
  event: z.string(),
  chromeos_version: z.string(),
  sha256: z.string(),
  needs_admin: z.boolean(),
  is_delta: z.boolean(),
  disable_payload_backoff: z.boolean(),
  metadata_signature_rsa: z.string(),
  metadata_size: z.string(),
  deadline: z.string(),
  created_ts: timestamp,
})

export const packageSchema = z.object({
  id: uuid,
  application_id: uuid,
  arch: archSchema,
  type: z.number(),
  version: z.string(),
  url: z.string(),
  filename: z.nullable(z.string()),
  description: z.nullable(z.string()),
  size: z.nullable(z.string()),
  hash: z.nullable(z.string()),
  created_ts: timestamp,
  channels_blacklist: listOrNull(uuid),
  flatcar_action: z.nullable(flatcarActionSchema),
  extra_files: listOrNull(packageFileSchema),
  /** Only in a list of floors. */
  is_floor: z.optional(z.boolean()),
  floor_reason: z.nullable(z.string()),
})
export type Package = z.infer<typeof packageSchema>

export const packagePageSchema = z.object({ ...pageCounts, packages: listOrNull(packageSchema) })

const extraFileWriteSchema = z.object({
  id: z.optional(z.number()),
  name: text('name', 250, 1),
  size: z.optional(text('size', 100)),
  hash: z.optional(text('hash', 250)),
  hash256: z.optional(text('hash256', 64)),
})

/** Body of POST and PUT of a package; replaces every field but application and arch. */
export const packageWriteSchema = z.object({
  application_id: z.string(),
  arch: archSchema,
  type: z.number().check(z.gte(1, 'type must be 1 (Flatcar), 2 (Docker), 3 (rkt) or 4 (other)'), z.lte(4)),
  version: text('version', 255, 1),
  url: text('url', 256, 1),
  filename: text('filename', 100),
  description: z.string(),
  size: text('size', 20),
  hash: text('hash', 64),
  channels_blacklist: z.array(uuid, 'channels_blacklist must be a list of channel ids'),
  extra_files: z.optional(listOrNull(extraFileWriteSchema)),
  flatcar_action: z.optional(
    z.nullable(z.object({ id: z.optional(z.string()), sha256: z.optional(text('sha256', 64)) })),
  ),
})
export type PackageWrite = z.infer<typeof packageWriteSchema>
