import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FastifyInstance } from 'fastify'
import { createBaseApp, registerGuarded } from './base-app.ts'
import { notFound } from './http-error.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = createBaseApp({}, () => false)
  await registerGuarded(app, {}, async (scope) => {
    scope.get('/api/read', async () => ({}))
    scope.get('/assets/found', async (_request, reply) =>
      reply.header('cache-control', 'max-age=9').send('x'),
    )
    scope.get('/assets/missing', async (_request, reply) => {
      reply.header('cache-control', 'max-age=9')
      throw notFound('file')
    })
  })
})
afterAll(() => app.close())

test.each([
  ['/api/read', 'no-store'],
  ['/api/unknown', 'no-store'],
  ['/api/%zz', 'no-store'],
  ['/assets/found', 'max-age=9'],
  ['/assets/missing', 'no-store'],
])('%s is stored as its route says, or else by nobody, and no error is', async (url, expected) => {
  expect((await app.inject(url)).headers['cache-control']).toBe(expected)
})
