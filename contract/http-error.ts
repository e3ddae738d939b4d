import * as z from 'zod/mini'

/** Every error response of Platte's own server. `issues` lists the invalid fields of a body or query. */
export const httpErrorSchema = z.object({
  error: z.string(),
  message: z.string(),
  issues: z.optional(z.array(z.object({ field: z.string(), message: z.string() }))),
})
export type HttpErrorBody = z.infer<typeof httpErrorSchema>
