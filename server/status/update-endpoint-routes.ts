import type { FastifyInstance } from 'fastify'
import type { UpdateEndpoint } from '#contract/update-endpoint.ts'

export interface UpdateEndpointOptions {
  publicUrl: string | null
  /** Of the address that is for nodes only; null for none. */
  port: number | null
  /** The last part of the path; null for none. */
  suffix: string | null
}

/** Where nodes check in, for the lines of their `update.conf`. */
export function registerUpdateEndpointRoute(
  app: FastifyInstance,
  { publicUrl, port, suffix }: UpdateEndpointOptions,
): void {
  app.get('/platte/update-endpoint', ({ caller }): UpdateEndpoint => {
    // Null or absent where nobody has to sign in.
    const isHidden = suffix !== null && caller?.role === 'viewer'
    return {
      public_url: publicUrl,
      port,
      path: suffix === null || isHidden ? '/v1/update/' : `/v1/update/${suffix}/`,
      is_suffix_hidden: isHidden,
    }
  })
}
