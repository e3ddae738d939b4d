import { EventEmitter, once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createProxyApp } from '#server/app.ts'
import { systemClock } from '#server/clock.ts'
import type { Database } from '#server/database/connect.ts'
import { createTestDatabase } from '#server/testing/test-database.ts'

let database: Database
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

/** A server that answers as `answer` says and remembers what it was asked. */
async function upstream(answer: (request: IncomingMessage, response: Parameters<Listener>[1]) => void) {
  const asked: IncomingMessage[] = []
  const server = createServer((request, response) => {
    asked.push(request)
    answer(request, response)
  })
  return { url: await listenOn(server), asked }
}
type Listener = NonNullable<Parameters<typeof createServer>[1]>

async function listenOn(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(async () => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return `http://127.0.0.1:${address.port}`
}

async function inFrontOf(url: string, trustedProxies: string[] = []): Promise<FastifyInstance> {
  const app = await createProxyApp(
    url,
    { db: database.db, clock: systemClock },
    { trustedProxies, publicUrls: ['https://platte.example.com'] },
  )
  closing.push(() => app.close())
  return app
}

describe('what the update server is asked', () => {
  test('is the same path below its own, with the query', async () => {
    const { url, asked } = await upstream((_request, response) => response.end('{}'))
    const app = await inFrontOf(`${url}/base/path`)
    for (const path of [
      '/api/apps?page=2&perpage=10',
      '/api/apps/',
      '/config',
      '/login/cb?code=1',
      '/health',
    ]) {
      await app.inject(path)
    }
    expect(asked.map((request) => request.url)).toEqual([
      '/base/path/api/apps?page=2&perpage=10',
      '/base/path/api/apps/',
      '/base/path/config',
      '/base/path/login/cb?code=1',
      '/base/path/health',
    ])
  })

  test('goes under its own name, with the client’s address from us alone', async () => {
    const { url, asked } = await upstream((_request, response) => response.end('{}'))
    const app = await inFrontOf(url)
    await app.inject({
      method: 'PUT',
      url: '/api/apps/one',
      remoteAddress: '10.1.2.3',
      headers: {
        host: 'platte.example.com',
        origin: 'https://platte.example.com',
        referer: 'https://platte.example.com/apps',
        cookie: 'session=1',
        authorization: 'Bearer token',
        'x-forwarded-for': '6.6.6.6',
        'x-real-ip': '6.6.6.6',
        forwarded: 'for=6.6.6.6',
        connection: 'keep-alive, x-secret',
        'x-secret': 'for this hop only',
      },
      payload: { name: 'one' },
    })
    const written = asked.find(({ method }) => method === 'PUT')
    expect(written?.headers).toMatchObject({
      host: new URL(url).host,
      cookie: 'session=1',
      authorization: 'Bearer token',
      'content-type': 'application/json',
      'x-forwarded-for': '10.1.2.3',
      'x-forwarded-host': 'platte.example.com',
      'x-forwarded-proto': 'http',
    })
    for (const name of ['origin', 'referer', 'x-real-ip', 'forwarded', 'x-secret']) {
      expect(written?.headers).not.toHaveProperty(name)
    }
  })

  test('names the client that a trusted proxy names', async () => {
    const { url, asked } = await upstream((_request, response) => response.end('{}'))
    const app = await inFrontOf(url, ['10.0.0.0/8'])
    const headers = {
      'x-forwarded-for': '192.0.2.7',
      'x-forwarded-host': 'platte.example.com',
      'x-forwarded-proto': 'https',
    }
    await app.inject({ url: '/api/apps', remoteAddress: '10.1.2.3', headers })
    expect(asked[0]?.headers).toMatchObject(headers)
  })

  test('is nothing where the guard refuses', async () => {
    const { url, asked } = await upstream((_request, response) => response.end('{}'))
    const app = await inFrontOf(url)
    const write = { method: 'PUT', url: '/api/apps/one', payload: '{}' } as const
    const json = { 'content-type': 'application/json' }
    const answers = [
      await app.inject({ ...write, headers: { ...json, host: 'evil.example' } }),
      await app.inject({ ...write, headers: { ...json, origin: 'https://evil.example' } }),
      await app.inject({ ...write, headers: { 'content-type': 'text/plain' } }),
    ]
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([421, 403, 415])
    expect(asked).toEqual([])
  })
})

describe('what the update server answers', () => {
  test('comes through with its status, cookies and redirects; one to itself leads to us', async () => {
    const locations = ['https://idp.example/authorize', '/base/login/done', '', 'apps/2']
    const { url } = await upstream((_request, response) => {
      const next = locations.shift() ?? ''
      response.writeHead(302, {
        location: next === '' ? `http://${_request.headers.host}/base/api/apps` : next,
        'set-cookie': ['a=1; HttpOnly', 'b=2'],
      })
      response.end()
    })
    const app = await inFrontOf(`${url}/base`)
    const seen: unknown[] = []
    for (let i = 0; i < 4; i++) {
      const { statusCode, headers } = await app.inject('/login')
      expect(statusCode).toBe(302)
      expect(headers['set-cookie']).toEqual(['a=1; HttpOnly', 'b=2'])
      seen.push(headers.location)
    }
    expect(seen).toEqual(['https://idp.example/authorize', '/login/done', '/api/apps', 'apps/2'])
  })

  test('is handed on when it is an error, at once', async () => {
    const { url, asked } = await upstream((_request, response) => {
      response.writeHead(503, { 'retry-after': '1' })
      response.end('busy')
    })
    const answer = await (await inFrontOf(url)).inject('/api/apps')
    expect(answer.statusCode).toBe(503)
    expect(answer.body).toBe('busy')
    expect(asked).toHaveLength(1)
  })

  test.each(['identity', 'gzip', 'br'])(
    'streams: its beginning arrives before its end is written (%s)',
    async (encoding) => {
      const [beginning, end] = ['the first of many nodes; ', 'the last']
      const endings = new EventEmitter()
      const { url } = await upstream((_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' })
        response.write(beginning)
        endings.once('end', () => response.end(end))
      })
      const app = await inFrontOf(url)
      const address = await app.listen({ port: 0, host: '127.0.0.1' })
      const answer = await fetch(`${address}/api/slow`, { headers: { 'accept-encoding': encoding } })
      let text = ''
      for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += chunk
        if (text === beginning) endings.emit('end')
      }
      expect(text).toBe(`${beginning}${end}`)
    },
  )

  test('is missing where nothing listens, in words', async () => {
    const app = await inFrontOf('http://127.0.0.1:1/base')
    for (const url of ['/api/apps', '/config', '/login', '/health']) {
      const answer = await app.inject(url)
      expect(answer.statusCode).toBe(502)
      expect(answer.json()).toEqual({
        error: 'update-server-unreachable',
        message:
          "The update server at http://127.0.0.1:1/base can't be reached (connect ECONNREFUSED 127.0.0.1:1): check that it runs.",
      })
    }
  })

  test('is missing where it breaks off, in words', async () => {
    const { url } = await upstream((request) => request.socket.destroy())
    const answer = await (await inFrontOf(url)).inject('/api/apps')
    expect(answer.statusCode).toBe(502)
    expect(answer.json()).toMatchObject({ error: 'update-server-unreachable' })
  })

  test('is missing where its name leads nowhere, in words', async () => {
    const answer = await (await inFrontOf('http://nowhere.invalid')).inject('/api/apps')
    expect(answer.statusCode).toBe(502)
    expect(answer.json()).toMatchObject({ error: 'update-server-unreachable' })
  })
})

describe('what is not handed on', () => {
  test('is what nodes ask, by whatever name they know this host', async () => {
    const { url, asked } = await upstream((_request, response) => response.end())
    const app = await inFrontOf(url)
    const answer = await app.inject({
      method: 'POST',
      url: '/v1/update/',
      headers: { host: 'updates.example' },
    })
    expect(answer.statusCode).toBe(404)
    expect(answer.json()).toEqual({
      error: 'not-here',
      message: `Nodes ask the update server itself: ${url}/v1/update`,
    })
    expect(asked).toEqual([])
  })

  test('is what only we know', async () => {
    const app = await inFrontOf('http://127.0.0.1:1')
    expect((await app.inject('/platte/status')).json()).toEqual({
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      demo: false,
      audit_log: true,
      update_server: 'http://127.0.0.1:1',
      safe_mode_brakes: null,
    })
  })
})
