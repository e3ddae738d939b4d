import * as z from 'zod/mini'
import { trimmedText } from './primitives.ts'

/** Body of `POST /platte/package-checks`: the address of a package's file. */
export const packageCheckSchema = z.object({ url: trimmedText('url', 512, 1) })

const fileSchema = z.object({
  kind: z.literal('done'),
  /** In bytes. */
  size: z.number(),
  /** In base64, as nodes expect them. */
  sha1: z.string(),
  sha256: z.string(),
  /** Whether it begins as update_engine's payloads do. */
  is_update_payload: z.boolean(),
})
/** What was found in the file. */
export type CheckedFile = z.infer<typeof fileSchema>

/** A line of the response, which is one JSON object a line: progress, and at the end the file or why there is none. */
export const packageCheckEventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('progress'),
    /** Read so far. */
    bytes: z.number(),
    /** Null where the other server does not announce it. */
    total: z.nullable(z.number()),
  }),
  fileSchema,
  z.object({
    kind: z.literal('failed'),
    /** `unreachable`: this server can't judge it, though nodes may reach it. */
    reason: z.enum(['unreachable', 'refused', 'too-large']),
    message: z.string(),
  }),
])
export type PackageCheckEvent = z.infer<typeof packageCheckEventSchema>
