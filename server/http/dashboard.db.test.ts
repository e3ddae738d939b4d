import { MINUTE_MS } from '#contract/time-units.ts'
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliDecompressSync, gunzipSync, brotliCompressSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createProxyApp } from '#server/app.ts'
import { systemClock } from '#server/clock.ts'
import type { Database } from '#server/database/database.ts'
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
  test.each(['/', '/applications/e96281a6/groups/stable?range=7d', '/index.html', '/nodes/', '//nodes'])(
    'is sent for %s, and revalidated each time',
    async (url) => {
      const response = await get(url)
      expect(response.statusCode).toBe(200)
      expect(response.headers['content-type']).toBe('text/html; charset=utf-8')
      expect(response.headers['cache-control']).toBe('no-cache')
      expect(response.body).toBe(PAGE)
    },
  )

  test('is sent for HEAD without a body', async () => {
    const response = await app.inject({ method: 'HEAD', url: '/nodes' })
    expect(response.statusCode).toBe(200)
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(response.body).toBe('')
  })

  test('runs only its own scripts, and in no frame', async () => {
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

  test('is not sent for a write', async () => {
    const response = await app.inject({ method: 'POST', url: '/applications', payload: {} })
    expect(response.statusCode).toBe(405)
    expect(response.headers['allow']).toBe('GET, HEAD, OPTIONS')
    expect(response.json()).toMatchObject({ error: 'method-not-allowed' })
    const options = await app.inject({ method: 'OPTIONS', url: '/nodes' })
    expect(options.statusCode).toBe(204)
    expect(options.headers['allow']).toBe('GET, HEAD, OPTIONS')
  })

  test('is a 503 with a message where it is not built', async () => {
    const bare = await createProxyApp(
      'http://127.0.0.1:1',
      { db: database.db, clock: systemClock },
      {
        dashboard: path.join(directory, 'nothing'),
      },
    )
    const response = await bare.inject('/')
    expect(response.statusCode).toBe(503)
    expect(response.json()).toMatchObject({ error: 'dashboard-not-built' })
    await bare.close()
  })
})

describe('an asset', () => {
  test('is immutable, and sent as its compressed copy', async () => {
    const response = await get('/assets/index-AbC123.js', { 'accept-encoding': 'gzip, deflate, br' })
    expect(response.headers['content-encoding']).toBe('br')
    expect(response.headers['content-type']).toBe('application/javascript; charset=utf-8')
    expect(response.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(response.headers['vary']).toMatch(/accept-encoding/i)
    expect(brotliDecompressSync(response.rawPayload).toString()).toBe(SCRIPT)
  })

  test('is compressed on the fly where it has no compressed copy', async () => {
    const response = await get('/assets/plain-AbC123.js', { 'accept-encoding': 'gzip' })
    expect(response.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(response.rawPayload).toString()).toBe(SCRIPT)
  })

  test('is sent uncompressed to a client that accepts no encoding', async () => {
    const response = await get('/assets/index-AbC123.js')
    expect(response.headers).not.toHaveProperty('content-encoding')
    expect(response.body).toBe(SCRIPT)
  })

  test.each([
    '/assets/index-Old999.js',
    '/assets/',
    '/assets',
    '/assets/..%2f.built-from',
    '/assets/..%5c.built-from',
    '/assets/%00',
  ])('that is missing is a 404, not the page: %s', async (url) => {
    const response = await get(url)
    expect(response.statusCode).toBe(404)
    expect(response.json()).toMatchObject({ error: 'not-found' })
  })
})

test('other files of the build are served, and hidden ones are not', async () => {
  expect((await get('/favicon.svg')).headers['content-type']).toBe('image/svg+xml')
  expect((await get('/.built-from')).statusCode).toBe(404)
  expect((await get('/.vite/manifest.json')).statusCode).toBe(404)
})

describe('an address that is no page', () => {
  const addresses = [
    '/metrics',
    '/flatcar/flatcar_production_update.gz',
    '/anything.xml',
    '/apiary',
    '/nodes/4711',
  ]

  test.each(addresses)('is a 404 in JSON: %s', async (url) => {
    for (const accept of ['*/*', 'application/json', '']) {
      const response = await get(url, { accept })
      expect(response.statusCode).toBe(404)
      expect(response.json()).toMatchObject({ error: 'not-found' })
    }
    expect((await app.inject({ method: 'HEAD', url })).statusCode).toBe(404)
  })

  test('is a 404 with the page for a browser, which shows that it is not found', async () => {
    const response = await get('/metrics', { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' })
    expect(response.statusCode).toBe(404)
    expect(response.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      vary: expect.stringContaining('accept'),
    })
    expect(response.body).toBe(PAGE)
  })
})

test.each(['/platte', '/platte/', '/platte/nothing', '/platte/status/more', '/v1', '/api-docs/../platte/x'])(
  'an unknown address below an API prefix is a 404 in JSON: %s',
  async (url) => {
    const response = await get(url)
    expect(response.statusCode).toBe(404)
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(response.json()).toEqual({ error: expect.any(String), message: expect.any(String) })
  },
)

test('a request under another host name is refused before anything else', async () => {
  for (const url of ['/', '/assets/index-AbC123.js', '/platte/status', '/api/apps', '/config', '/login']) {
    const response = await get(url, { host: 'evil.example' })
    expect(response.statusCode).toBe(421)
    expect(response.json()).toMatchObject({ error: 'host-not-allowed' })
  }
})

test('a dashboard that is rebuilt while it is served is sent as rebuilt', async () => {
  expect((await get('/assets/later-AbC123.js')).statusCode).toBe(404)
  await writeFile(path.join(directory, 'assets/later-AbC123.js'), SCRIPT)
  await writeFile(path.join(directory, 'index.html'), PAGE)
  await utimes(path.join(directory, 'index.html'), new Date(), new Date(Date.now() + MINUTE_MS))
  expect((await get('/assets/later-AbC123.js')).body).toBe(SCRIPT)
})

const statusOf = async (app: FastifyInstance, name: string) =>
  (await app.inject(`/assets/page-${name}.js`)).statusCode

describe('after an upgrade', () => {
  const builds: string[] = []
  /** A server of the dashboard of one build, which keeps its assets in the same directory as the others. */
  async function serveBuild(name: string): Promise<FastifyInstance> {
    const dashboard = path.join(directory, 'upgrades', name)
    await mkdir(path.join(dashboard, 'assets'), { recursive: true })
    await writeFile(path.join(dashboard, 'index.html'), PAGE)
    await writeFile(path.join(dashboard, `assets/page-${name}.js`), SCRIPT)
    await writeFile(path.join(dashboard, `assets/page-${name}.js.br`), brotliCompressSync(SCRIPT))
    builds.push(dashboard)
    const options = { dashboard, keptBuilds: path.join(directory, 'kept') }
    return createProxyApp('http://127.0.0.1:1', { db: database.db, clock: systemClock }, options)
  }

  test('the server sends the assets of the builds before, compressed, and deletes those of old ones', async () => {
    const first = await serveBuild('One11111')
    await rm(builds[0] ?? '', { recursive: true })
    // Its files were replaced while it runs.
    expect(await statusOf(first, 'One11111')).toBe(200)
    await first.close()

    const second = await serveBuild('Two22222')
    const url = '/assets/page-One11111.js'
    const response = await second.inject({ url, headers: { 'accept-encoding': 'br' } })
    expect(response.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(brotliDecompressSync(response.rawPayload).toString()).toBe(SCRIPT)
    await second.close()

    await (await serveBuild('Three333')).close()
    const fourth = await serveBuild('Four4444')
    expect(await statusOf(fourth, 'Four4444')).toBe(200)
    expect(await statusOf(fourth, 'Three333')).toBe(200)
    expect(await statusOf(fourth, 'One11111')).toBe(404)
    await fourth.close()
  })

  test('a directory that can’t be written to keeps nothing, and the dashboard is served', async () => {
    const app = await createProxyApp(
      'http://127.0.0.1:1',
      { db: database.db, clock: systemClock },
      { dashboard: directory, keptBuilds: path.join(directory, 'index.html') },
    )
    expect((await app.inject('/')).statusCode).toBe(200)
    await app.close()
  })
})
