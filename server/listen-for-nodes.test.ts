import Fastify from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { listenForNodes } from './listen-for-nodes.ts'

async function startNodeListener() {
  const app = Fastify()
  app.all('/*', (request) => `${request.method} ${request.url}`)
  app.post('/v1/update', (request) => `checked in from ${request.ip}`)
  await app.ready()
  const { port, stop } = await listenForNodes(app, { host: '127.0.0.1', port: 0 })
  onTestFinished(async () => {
    await stop()
    await app.close()
  })
  return (path: string, method = 'GET') => fetch(`http://127.0.0.1:${port}${path}`, { method })
}

test('a node checks in at the second address, with its own address', async () => {
  const ask = await startNodeListener()
  expect(await (await ask('/v1/update', 'POST')).text()).toBe('checked in from 127.0.0.1')
  expect((await ask('/v1/update/?track=stable', 'POST')).status).toBe(200)
  expect((await ask('/v1/update/s3cret', 'POST')).status).toBe(200)
  expect((await ask('/health')).status).toBe(200)
})

test.each([
  '/',
  '/api/apps',
  '/platte/audit-log',
  '/v1/update/../../api/apps',
  '/v1/updates',
  '/health/../api',
  '//api',
  '/v1/update%2F..%2F..%2Fapi',
])('%s is not answered there', async (path) => {
  const ask = await startNodeListener()
  expect((await ask(path)).status).toBe(404)
})

test('an address in use is a start error', async () => {
  const app = Fastify()
  const first = await listenForNodes(app, { host: '127.0.0.1', port: 0 })
  onTestFinished(first.stop)
  await expect(listenForNodes(app, { host: '127.0.0.1', port: first.port })).rejects.toThrow(
    'is taken by another',
  )
})
