import * as z from 'zod/mini'
import { archSchema, unusedArchSchema } from './arch.ts'
import { listOrNull, pageCounts, text, timestamp, trimmedText, uuid } from './primitives.ts'
import { isVersion } from './version-order.ts'

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

/** What update_engine does with a Flatcar package; null for one that was created without it. */
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
  /** In a list of floors only. */
  is_floor: z.optional(z.boolean()),
  /** Releases up to 4.0.0 of a Nebraska have no floors, and leave it out. */
  floor_reason: z.optional(z.nullable(z.string())),
})
export type Package = z.infer<typeof packageSchema>

export const packagePageSchema = z.object({ ...pageCounts, packages: listOrNull(packageSchema) })

/** Every field is required, though it may be empty. An existing file is named by its id, and keeps it. */
const extraFileWriteSchema = z.object({
  id: z.optional(z.nullable(z.int('id must be a whole number'))),
  name: trimmedText('name', 250, 1),
  size: trimmedText('size', 100),
  hash: trimmedText('hash', 250),
  hash256: trimmedText('hash256', 64),
})

const MAX_TYPE = 2_147_483_647

/** Body of POST of a package. Without `extra_files` it has none. */
export const packageWriteSchema = z.object({
  /** Required but ignored: the path names the application. */
  application_id: text('application_id'),
  arch: archSchema,
  type: z
    .int('type must be 1 (Flatcar), 2 (Docker), 3 (rkt) or 4 (other)')
    .check(
      z.gte(1, 'type must be 1 (Flatcar), 2 (Docker), 3 (rkt) or 4 (other)'),
      z.lte(MAX_TYPE, `type can be at most ${MAX_TYPE}`),
    ),
  version: trimmedText('version', 255, 1).check(
    z.refine(
      isVersion,
      'version must be three numbers such as 1.2.3, optionally with a suffix such as -beta.1',
    ),
  ),
  url: trimmedText('url', 256, 1),
  filename: trimmedText('filename', 100),
  description: text('description'),
  size: trimmedText('size', 20),
  hash: trimmedText('hash', 64),
  channels_blacklist: z.array(uuid, 'channels_blacklist must be a list of channel ids'),
  extra_files: z.optional(z.nullable(z.array(extraFileWriteSchema, 'extra_files must be a list of files'))),
  flatcar_action: z.optional(
    z.nullable(
      z.object(
        {
          id: z.optional(z.nullable(text('id'))),
          sha256: z.optional(z.nullable(trimmedText('sha256', 64))),
        },
        'flatcar_action must be an object',
      ),
    ),
  ),
})
export type PackageWrite = z.infer<typeof packageWriteSchema>

/**
 * Body of PUT of a package: replaces everything but application and arch. A `flatcar_action` stays if it is left out. A
 * Nebraska changes it only if its id is sent with it.
 */
export const packageReplaceSchema = z.extend(packageWriteSchema, { arch: unusedArchSchema })
export type PackageReplace = z.infer<typeof packageReplaceSchema>
