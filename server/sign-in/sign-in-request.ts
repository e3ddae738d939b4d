import * as z from 'zod/mini'
import { MINUTE_MS } from '#contract/time-units.ts'

/** The query with which a page sends the browser to sign in. */
export const signInQuery = z.object({ return_to: z.optional(z.string()) })

/** How long a person may take at the provider. */
export const MAX_SIGN_IN_MS = 10 * MINUTE_MS
