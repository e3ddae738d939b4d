import * as z from 'zod/mini'

/** Response of `GET /platte/update-endpoint`: where nodes check in, as far as this server knows. */
export const updateEndpointSchema = z.object({
  /** The first `--public-url`; null where none is set. */
  public_url: z.nullable(z.string()),
  /** Of `--update-listen`; null where nodes check in where the dashboard is. */
  port: z.nullable(z.number()),
  /** With slashes at both ends; without the suffix where that is not shown. */
  path: z.string(),
  /** The path ends with a secret, which only people who may write are shown. */
  is_suffix_hidden: z.boolean(),
})
export type UpdateEndpoint = z.infer<typeof updateEndpointSchema>
