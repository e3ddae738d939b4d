import * as z from 'zod/mini'

/** Every refusal of our server. `issues` names the fields of a body or query that were wrong. */
export const httpErrorSchema = z.object({
  error: z.string(),
  message: z.string(),
  issues: z.optional(z.array(z.object({ field: z.string(), message: z.string() }))),
})
export type HttpErrorBody = z.infer<typeof httpErrorSchema>
