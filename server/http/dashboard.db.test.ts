import { MINUTE_MS } from '#contract/time-units.ts'
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliDecompressSync, gunzipSync, brotliCompressSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createProxyApp } from '#server/app.ts'
import { systemClock } from '#server/clock.ts'
import type { Database } from '#server/database/connect.ts'
import { createTestDatabase } from '#server/testing/test-database.ts'

const SCRIPT = `console.log('${'platte '.repeat(400)}')`
const PAGE = '<!doctype html><title>Platte</title>'

let directory: string
let app: FastifyInstance

let database: Database
beforeAll(async () => {
  database = await createTestDatabase()
  directory = await mkdtemp(path.join(tmpdir(), 'platte-dashboard-'))
  await mkdir(path.join(directory, 'assets'))
  await mkdir(path.join(directory, '.vite'))
  const files = {
    'index.html': PAGE,
    'favicon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    '.built-from': 'fingerprint',
    '.vite/manifest.json': '{}',
    'assets/index-AbC123.js': SCRIPT,
    'assets/index-AbC123.js.br': brotliCompressSync(SCRIPT),
    'assets/plain-AbC123.js': SCRIPT,
  }
  for (const [name, content] of Object.entries(files)) await writeFile(path.join(directory, name), content)
  app = await createProxyApp(
    'http://127.0.0.1:1',
    { db: database.db, clock: systemClock },
    { dashboard: directory },
  )
})
afterAll(async () => {
  await app.close()
  await database.close()
  await rm(directory, { recursive: true })
})

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ method: 'GET', url, headers })

describe('the page', () => {
  test.each(['/', '/applications/e96281a6/groups/stable?range=7d', '/index.html', '/apiary', '/assetsx'])(
    'answers %s, and is asked for again each time',
    async (url) => {
      const answer = await get(url)
      expect(answer.statusCode).toBe(200)
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
      expect(answer.headers['cache-control']).toBe('no-cache')
      expect(answer.body).toBe(PAGE)
    },
  )

  test('answers HEAD without a body', async () => {
    const answer = await app.inject({ method: 'HEAD', url: '/nodes/4711' })
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(answer.body).toBe('')
  })

  test('runs no script but its own, and in no frame', async () => {
    const { headers } = await get('/')
    expect(headers['content-security-policy']).toBe(
      "default-src 'self';style-src 'self' 'unsafe-inline';img-src 'self' data:;object-src 'none';" +
        "base-uri 'none';form-action 'self';frame-ancestors 'none'",
    )
    expect(headers).toMatchObject({
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
    })
    expect(headers).not.toHaveProperty('strict-transport-security')
  })

  test('is not what a write gets', async () => {
    const answer = await app.inject({ method: 'POST', url: '/applications', payload: {} })
    expect(answer.statusCode).toBe(405)
    expect(answer.headers['allow']).toBe('GET, HEAD')
    expect(answer.json()).toMatchObject({ error: 'method-not-allowed' })
  })

  test('that is not built is missed in words', async () => {
    const bare = await createProxyApp(
      'http://127.0.0.1:1',
      { db: database.db, clock: systemClock },
      {
        dashboard: path.join(directory, 'nothing'),
      },
    )
    const answer = await bare.inject('/')
    expect(answer.statusCode).toBe(503)
    expect(answer.json()).toMatchObject({ error: 'dashboard-not-built' })
    await bare.close()
  })
})

describe('an asset', () => {
  test('never changes under its name, and comes compressed as it lies there', async () => {
    const answer = await get('/assets/index-AbC123.js', { 'accept-encoding': 'gzip, deflate, br' })
    expect(answer.headers['content-encoding']).toBe('br')
    expect(answer.headers['content-type']).toBe('application/javascript; charset=utf-8')
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(answer.headers['vary']).toMatch(/accept-encoding/i)
    expect(brotliDecompressSync(answer.rawPayload).toString()).toBe(SCRIPT)
  })

  test('is compressed on the way where nobody did it before', async () => {
    const answer = await get('/assets/plain-AbC123.js', { 'accept-encoding': 'gzip' })
    expect(answer.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(answer.rawPayload).toString()).toBe(SCRIPT)
  })

  test('comes as it is to who takes nothing else', async () => {
    const answer = await get('/assets/index-AbC123.js')
    expect(answer.headers).not.toHaveProperty('content-encoding')
    expect(answer.body).toBe(SCRIPT)
  })

  test.each([
    '/assets/index-Old999.js',
    '/assets/',
    '/assets',
    '/assets/..%2f.built-from',
    '/assets/..%5c.built-from',
    '/assets/%00',
  ])('that is missing is no page: %s', async (url) => {
    const answer = await get(url)
    expect(answer.statusCode).toBe(404)
    expect(answer.json()).toMatchObject({ error: 'not-found' })
  })
})

test('other files of the build are served, and hidden ones are not', async () => {
  expect((await get('/favicon.svg')).headers['content-type']).toBe('image/svg+xml')
  expect((await get('/.built-from')).body).toBe(PAGE)
  expect((await get('/.vite/manifest.json')).body).toBe(PAGE)
})

test.each(['/platte', '/platte/', '/platte/nothing', '/platte/status/more', '/v1', '/api-docs/../platte/x'])(
  'what programs ask for is answered as JSON where nothing is: %s',
  async (url) => {
    const answer = await get(url)
    expect(answer.statusCode).toBe(404)
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(answer.json()).toEqual({ error: expect.any(String), message: expect.any(String) })
  },
)

test('a request by another name of this host is refused before anything else', async () => {
  for (const url of ['/', '/assets/index-AbC123.js', '/platte/status', '/api/apps', '/config', '/login']) {
    const answer = await get(url, { host: 'evil.example' })
    expect(answer.statusCode).toBe(421)
    expect(answer.json()).toMatchObject({ error: 'host-not-allowed' })
  }
})

test('a dashboard that is built anew while it is served is served anew', async () => {
  expect((await get('/assets/later-AbC123.js')).statusCode).toBe(404)
  await writeFile(path.join(directory, 'assets/later-AbC123.js'), SCRIPT)
  await writeFile(path.join(directory, 'index.html'), PAGE)
  await utimes(path.join(directory, 'index.html'), new Date(), new Date(Date.now() + MINUTE_MS))
  expect((await get('/assets/later-AbC123.js')).body).toBe(SCRIPT)
})
