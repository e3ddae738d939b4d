import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { requireRouteAudits, type RouteAudit } from './route-audit.ts'

const audit: RouteAudit = {
  subject: 'group',
  idParam: 'group',
  findApplicationId: async () => null,
  load: async () => null,
}

function appWithRequiredAudits() {
  const app = Fastify()
  requireRouteAudits(app)
  return app
}

test.each(['POST', 'PUT', 'DELETE'] as const)('a %s route under /api must declare its audit', (method) => {
  const route = { method, url: '/api/groups/:group', handler: () => 'done' }
  const app = appWithRequiredAudits()
  expect(() => app.route(route)).toThrow(`The route ${method} /api/groups/:group declares no audit.`)
  expect(() => app.route({ ...route, config: { audit } })).not.toThrow()
})

test('reads and routes outside of /api need no audit', () => {
  const app = appWithRequiredAudits()
  expect(() => app.get('/api/groups', () => [])).not.toThrow()
  expect(() => app.put('/platte/freezes/:id', () => 'done')).not.toThrow()
})

test('a route of several methods that writes nothing declares a null audit', () => {
  const route = { method: ['POST', 'PATCH'], url: '/api/groups', handler: () => 'refused' }
  const app = appWithRequiredAudits()
  expect(() => app.route(route)).toThrow('The route POST, PATCH /api/groups declares no audit.')
  expect(() => app.route({ ...route, config: { audit: null } })).not.toThrow()
})
