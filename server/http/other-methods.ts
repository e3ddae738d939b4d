import type { FastifyInstance, HTTPMethods } from 'fastify'
import { HttpError } from '#server/http/http-error.ts'

const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']

/** Refuses with 405 what a path that `register` gave routes to takes by no method. */
export function withOtherMethodsRefused(app: FastifyInstance, register: () => void): void {
  const taken = new Map<string, Set<string>>()
  let registering = true
  app.addHook('onRoute', ({ url, method }) => {
    if (!registering) return
    const methods = taken.get(url) ?? new Set()
    for (const one of [method].flat()) methods.add(one)
    taken.set(url, methods)
  })
  register()
  registering = false
  for (const [url, methods] of taken) {
    const method = METHODS.filter((one) => !methods.has(one))
    const allowed = [...methods].join(', ')
    app.route({
      method,
      url,
      config: { audit: null },
      handler: async (_request, reply) => {
        reply.header('allow', allowed)
        throw new HttpError(405, 'method-not-allowed', `This address takes ${allowed} only.`)
      },
    })
  }
}
