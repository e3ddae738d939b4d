import type { FastifyInstance, HTTPMethods } from 'fastify'
import { HttpError } from './http-error.ts'

const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/**
 * Answers 405 for every method that a path registered by `register` has no route for, and 204 for OPTIONS; both name the
 * methods that it has.
 */
export function refuseOtherMethods(app: FastifyInstance, register: () => void): void {
  const methodsByUrl = new Map<string, Set<string>>()
  let isRegistering = true
  app.addHook('onRoute', ({ url, method }) => {
    if (!isRegistering) return
    const methods = methodsByUrl.get(url) ?? new Set()
    for (const one of [method].flat()) methods.add(one)
    methodsByUrl.set(url, methods)
  })
  register()
  isRegistering = false
  for (const [url, methods] of methodsByUrl) {
    const allowed = [...methods, 'OPTIONS'].join(', ')
    app.route({
      method: METHODS.filter((one) => !methods.has(one)),
      url,
      config: { audit: null },
      handler: async (request, reply) => {
        reply.header('allow', allowed)
        if (request.method === 'OPTIONS') return reply.code(204).send()
        throw new HttpError(405, 'method-not-allowed', `This address takes ${allowed} only.`)
      },
    })
  }
}
