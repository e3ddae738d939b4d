import fastify from 'fastify'
import { expect, test } from 'vitest'
import { updateEndpointSchema } from '#contract/update-endpoint.ts'
import type { Caller } from '#server/sign-in/caller.ts'
import { registerUpdateEndpointRoute, type UpdateEndpointOptions } from './update-endpoint-routes.ts'

async function endpoint(options: Partial<UpdateEndpointOptions>, role?: Caller['role']) {
  const app = fastify()
  if (role !== undefined) {
    app.decorateRequest('caller', null)
    app.addHook('onRequest', async (request) => {
      request.caller = { name: 'somebody', role, reason: '', by: 'cookie' }
    })
  }
  registerUpdateEndpointRoute(app, { publicUrl: null, port: null, suffix: null, ...options })
  return updateEndpointSchema.parse((await app.inject('/platte/update-endpoint')).json())
}

test('the path of nodes ends with the suffix, where there is one', async () => {
  expect(await endpoint({})).toEqual({
    public_url: null,
    port: null,
    path: '/v1/update/',
    is_suffix_hidden: false,
  })
  const publicUrl = 'https://platte.example.com'
  expect(await endpoint({ publicUrl, port: 8001, suffix: 's3cret' }, 'admin')).toEqual({
    public_url: publicUrl,
    port: 8001,
    path: '/v1/update/s3cret/',
    is_suffix_hidden: false,
  })
})

test('people who may only read are not shown the suffix', async () => {
  expect(await endpoint({ suffix: 's3cret' }, 'viewer')).toMatchObject({
    path: '/v1/update/',
    is_suffix_hidden: true,
  })
})
