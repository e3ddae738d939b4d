import type * as z from 'zod/mini'
import { ApiError } from '#src/api/api-error.ts'
import { request } from '#src/api/http.ts'
import type { RequestOptions } from '#src/api/send-request.ts'

/**
 * Reads a `/platte/` path. Null where a Nebraska serves the dashboard, which responds to unknown paths with its own
 * page or with 404.
 * @throws ApiError on any other failure
 */
export async function platteRequest<Schema extends z.core.$ZodType>(
  path: string,
  schema: Schema,
  signal: AbortSignal,
  { onHeaders }: Pick<RequestOptions, 'onHeaders'> = {},
): Promise<z.output<Schema> | null> {
  try {
    return await request(path, schema, { signal, ...(onHeaders && { onHeaders }) })
  } catch (error) {
    if (error instanceof ApiError && (error.kind === 'unreadable' || error.status === 404)) return null
    throw error
  }
}
