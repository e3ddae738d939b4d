import { EventEmitter, once } from 'node:events'
import type { IncomingMessage, RequestListener } from 'node:http'
import { connect, createServer } from 'node:net'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { FastifyInstance } from 'fastify'
import { describe, expect, test } from 'vitest'
import { createProxyApp } from '#server/app.ts'
import { systemClock } from '#server/clock.ts'
import { closedAfterEachTest } from '#server/testing/closed-after-each-test.ts'
import { databaseForAllTests } from '#server/testing/for-each-test.ts'
import { startHttpServer } from '#server/testing/start-http-server.ts'

const database = databaseForAllTests()

const closing = closedAfterEachTest()

/** Starts an update server that records its requests. */
async function startUpstream(listener: RequestListener) {
  const requests: IncomingMessage[] = []
  const server = await startHttpServer((request, response) => {
    requests.push(request)
    listener(request, response)
  })
  closing.push(async () => server.close())
  return { url: server.url, requests }
}

/** Starts an update server that answers every connection with this text, and ends it. */
async function startRawUpstream(answer: string): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => socket.end(answer))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(async () => server.close())
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.')
  return `http://127.0.0.1:${address.port}`
}

function* endlessChunks() {
  for (;;) yield Buffer.alloc(64 * 1024, ' ')
}

async function createFront(url: string, trustedProxies: string[] = []): Promise<FastifyInstance> {
  const app = await createProxyApp(
    url,
    { db: database.db, clock: systemClock },
    { trustedProxies, publicUrls: ['https://platte.example.com'] },
  )
  closing.push(() => app.close())
  return app
}

describe('a forwarded request', () => {
  test('has the same path below the update server’s, with the query', async () => {
    const { url, requests } = await startUpstream((_request, response) => response.end('{}'))
    const app = await createFront(`${url}/base/path`)
    for (const path of [
      '/api/apps?page=2&perpage=10',
      '/api/apps/',
      '/config',
      '/login/cb?code=1',
      '/health',
    ]) {
      await app.inject(path)
    }
    expect(requests.map((request) => request.url)).toEqual([
      '/base/path/api/apps?page=2&perpage=10',
      '/base/path/api/apps/',
      '/base/path/config',
      '/base/path/login/cb?code=1',
      '/base/path/health',
    ])
  })

  test('has the update server’s host, and the client’s address from this process only', async () => {
    const { url, requests } = await startUpstream((_request, response) => response.end('{}'))
    const app = await createFront(url)
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
        'remote-user': 'eve',
        'x-forwarded-user': 'eve',
        'proxy-authorization': 'Basic cHJveHk6c2VjcmV0',
        connection: 'keep-alive, x-secret',
        'x-secret': 'for this hop only',
      },
      payload: { name: 'one' },
    })
    const written = requests.find(({ method }) => method === 'PUT')
    expect(written?.headers).toMatchObject({
      host: new URL(url).host,
      cookie: 'session=1',
      authorization: 'Bearer token',
      'content-type': 'application/json',
      'x-forwarded-for': '10.1.2.3',
      'x-forwarded-host': 'platte.example.com',
      'x-forwarded-proto': 'http',
    })
    const own = ['origin', 'referer', 'x-real-ip', 'forwarded', 'remote-user', 'x-forwarded-user']
    for (const name of [...own, 'proxy-authorization', 'x-secret']) {
      expect(written?.headers).not.toHaveProperty(name)
    }
  })

  test('has the client’s address from a trusted proxy', async () => {
    const { url, requests } = await startUpstream((_request, response) => response.end('{}'))
    const app = await createFront(url, ['10.0.0.0/8'])
    const headers = {
      'x-forwarded-for': '192.0.2.7',
      'x-forwarded-host': 'platte.example.com',
      'x-forwarded-proto': 'https',
    }
    await app.inject({ url: '/api/apps', remoteAddress: '10.1.2.3', headers })
    expect(requests[0]?.headers).toMatchObject(headers)
  })

  test('has the client’s address without the port and brackets that a proxy adds', async () => {
    const { url, requests } = await startUpstream((_request, response) => response.end('{}'))
    const app = await createFront(url, ['10.0.0.0/8'])
    for (const address of ['192.0.2.7:51234', '[2001:db8::7]:51234', 'unknown'])
      await app.inject({
        url: '/health',
        remoteAddress: '10.1.2.3',
        headers: { 'x-forwarded-for': `${address}, 10.9.9.9:443` },
      })
    expect(requests.map(({ headers }) => headers['x-forwarded-for'])).toEqual([
      '192.0.2.7',
      '2001:db8::7',
      '10.1.2.3',
    ])
  })

  test('goes to the update server’s host also where its path begins with several slashes', async () => {
    const { url, requests } = await startUpstream((_request, response) => response.end('{}'))
    const app = await createFront(url)
    await app.inject('//api/apps?page=1')
    expect(requests.map((request) => request.url)).toEqual(['/api/apps?page=1'])
  })

  test('is not sent where the host guard refuses it', async () => {
    const { url, requests } = await startUpstream((_request, response) => response.end('{}'))
    const app = await createFront(url)
    const write = { method: 'PUT', url: '/api/apps/one', payload: '{}' } as const
    const json = { 'content-type': 'application/json' }
    const responses = [
      await app.inject({ ...write, headers: { ...json, host: 'evil.example' } }),
      await app.inject({ ...write, headers: { ...json, origin: 'https://evil.example' } }),
      await app.inject({ ...write, headers: { 'content-type': 'text/plain' } }),
    ]
    expect(responses.map(({ statusCode }) => statusCode)).toEqual([421, 403, 415])
    expect(requests).toEqual([])
  })
})

describe('the update server’s response', () => {
  test('comes without the headers of its own connection', async () => {
    const { url } = await startUpstream((_request, response) => {
      response.writeHead(200, {
        connection: 'close, X-Hop',
        'x-hop': '1',
        'proxy-authenticate': 'Basic',
        'x-kept': '1',
      })
      response.end('{}')
    })
    const app = await createFront(url)
    const { headers } = await app.inject('/api/apps')
    expect(headers).toMatchObject({ 'x-kept': '1' })
    for (const name of ['x-hop', 'proxy-authenticate']) expect(headers).not.toHaveProperty(name)
  })

  test('keeps its status, cookies and redirects; a redirect to itself leads to this process', async () => {
    const locations = ['https://idp.example/authorize', '/base/login/done', '', 'apps/2']
    const { url } = await startUpstream((_request, response) => {
      const next = locations.shift() ?? ''
      response.writeHead(302, {
        location: next === '' ? `http://${_request.headers.host}/base/api/apps` : next,
        'set-cookie': ['a=1; HttpOnly', 'b=2'],
      })
      response.end()
    })
    const app = await createFront(`${url}/base`)
    const seen: unknown[] = []
    for (let i = 0; i < 4; i++) {
      const { statusCode, headers } = await app.inject('/login')
      expect(statusCode).toBe(302)
      expect(headers['set-cookie']).toEqual(['a=1; HttpOnly', 'b=2'])
      seen.push(headers.location)
    }
    expect(seen).toEqual(['https://idp.example/authorize', '/login/done', '/api/apps', 'apps/2'])
  })

  test('is forwarded at once when it is an error', async () => {
    const { url, requests } = await startUpstream((_request, response) => {
      response.writeHead(503, { 'retry-after': '1' })
      response.end('busy')
    })
    const response = await (await createFront(url)).inject('/api/apps')
    expect(response.statusCode).toBe(503)
    expect(response.body).toBe('busy')
    expect(requests).toHaveLength(1)
  })

  test.each(['identity', 'gzip', 'br'])(
    'is streamed: its beginning arrives before its end is written (%s)',
    async (encoding) => {
      const [beginning, end] = ['the first of many nodes; ', 'the last']
      const endings = new EventEmitter()
      const { url } = await startUpstream((_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' })
        response.write(beginning)
        endings.once('end', () => response.end(end))
      })
      const app = await createFront(url)
      const address = await app.listen({ port: 0, host: '127.0.0.1' })
      const response = await fetch(`${address}/api/slow`, { headers: { 'accept-encoding': encoding } })
      let text = ''
      for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += chunk
        if (text === beginning) endings.emit('end')
      }
      expect(text).toBe(`${beginning}${end}`)
    },
  )

  test('is a 502 with the reason where nothing listens', async () => {
    const app = await createFront('http://127.0.0.1:1/base')
    for (const url of ['/api/apps', '/config', '/login', '/health']) {
      const response = await app.inject(url)
      expect(response.statusCode).toBe(502)
      expect(response.json()).toEqual({
        error: 'update-server-unreachable',
        message:
          "The update server at http://127.0.0.1:1/base can't be reached (connect ECONNREFUSED 127.0.0.1:1): check that it runs.",
      })
    }
  })

  test('is a 502 where the connection breaks', async () => {
    const { url } = await startUpstream((request) => request.socket.destroy())
    const response = await (await createFront(url)).inject('/api/apps')
    expect(response.statusCode).toBe(502)
    expect(response.json()).toMatchObject({ error: 'update-server-unreachable' })
  })

  test('leaves security and caching to this process', async () => {
    const { url } = await startUpstream((_request, response) => {
      response.writeHead(200, {
        'content-type': 'text/html',
        'content-security-policy': "default-src *; script-src 'unsafe-inline' *",
        'x-frame-options': 'ALLOWALL',
        'x-content-type-options': 'none',
        'referrer-policy': 'unsafe-url',
        'access-control-allow-origin': '*',
        'access-control-allow-credentials': 'true',
        'strict-transport-security': 'max-age=63072000; includeSubDomains',
        'clear-site-data': '"*"',
        'service-worker-allowed': '/',
        'x-accel-redirect': '/etc/passwd',
        'x-xss-protection': '1; mode=block',
        'cache-control': 'public, max-age=31536000',
        refresh: '0; url=https://evil.example',
        link: '<https://evil.example>; rel=preload',
        'retry-after': '7',
        'www-authenticate': 'Basic',
      })
      response.end('{}')
    })
    const app = await createFront(url)
    const own = (await app.inject('/platte/status')).headers
    for (const path of ['/api/apps', '/config', '/login']) {
      const { headers } = await app.inject(path)
      expect(headers).toMatchObject({
        'content-security-policy': own['content-security-policy'],
        'x-frame-options': 'DENY',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
        'x-xss-protection': '0',
        'cache-control': 'no-store',
        'retry-after': '7',
        'www-authenticate': 'Basic',
      })
      const forbidden = /^(access-control-|strict-transport|clear-site|service-worker|refresh|link|x-accel-)/
      expect(Object.keys(headers).filter((name) => forbidden.test(name))).toEqual([])
    }
  })

  test.each(['GET', 'PUT'] as const)(
    'is a 502 where HTTP does not define its status (%s)',
    async (method) => {
      const url = await startRawUpstream('HTTP/1.1 999 Odd\r\ncontent-length: 2\r\n\r\n{}')
      const response = await (await createFront(url)).inject({ method, url: '/api/apps/one', payload: {} })
      expect(response.statusCode).toBe(502)
      expect(response.json()).toEqual({
        error: 'update-server-unreadable',
        message: `The update server at ${url} responded with an invalid status.`,
      })
    },
  )

  test.each([
    ['GET', 'identity'],
    ['GET', 'br'],
    ['PUT', 'identity'],
  ] as const)('is a 502 where its body is broken (%s, %s)', async (method, encoding) => {
    const broken =
      'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\n'
    const app = await createFront(await startRawUpstream(broken))
    const headers = { 'accept-encoding': encoding }
    const response = await app.inject({ method, url: '/api/apps/one', payload: {}, headers })
    expect(response.statusCode).toBe(502)
    expect(response.json()).toMatchObject({ error: 'update-server-unreachable' })
  })

  test('to a write is a 502 where it is larger than a resource can be', async () => {
    const { url } = await startUpstream((request, response) => {
      if (request.method === 'GET') response.writeHead(404).end()
      else Readable.from(endlessChunks()).pipe(response)
    })
    const response = await (
      await createFront(url)
    ).inject({ method: 'PUT', url: '/api/apps/one', payload: {} })
    expect(response.statusCode).toBe(502)
    expect(response.json()).toMatchObject({ message: 'The update server’s response is larger than 8 MiB.' })
  })

  test('is a 502 where the host name is unknown', async () => {
    const response = await (await createFront('http://nowhere.invalid')).inject('/api/apps')
    expect(response.statusCode).toBe(502)
    expect(response.json()).toMatchObject({ error: 'update-server-unreachable' })
  })
})

describe('the proxy responds itself', () => {
  test('to check-ins of nodes, under any host name', async () => {
    const { url, requests } = await startUpstream((_request, response) => response.end())
    const app = await createFront(url)
    const response = await app.inject({
      method: 'POST',
      url: '/v1/update/',
      headers: { host: 'updates.example' },
    })
    expect(response.statusCode).toBe(404)
    expect(response.json()).toEqual({
      error: 'not-here',
      message: `Nodes check in with the update server itself: ${url}/v1/update`,
    })
    expect(requests).toEqual([])
  })

  test('to reads of its own status', async () => {
    const app = await createFront('http://127.0.0.1:1')
    expect((await app.inject('/platte/status')).json()).toEqual({
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      demo: false,
      audit_log: true,
      update_server: 'http://127.0.0.1:1',
      safe_mode_brakes: null,
    })
  })
})

test.each(['..', '%2e%2E', '.', '..\\'])(
  'a path with the id %s is refused, and nothing is forwarded',
  async (id) => {
    const upstream = await startUpstream((_request, response) => response.end('{}'))
    const front = await createFront(upstream.url)
    const { port } = new URL(await front.listen({ port: 0, host: '127.0.0.1' }))
    // `fetch` and `inject` would resolve it themselves.
    const socket = connect(Number(port), '127.0.0.1')
    socket.end(`DELETE /api/apps/kiosk/groups/${id} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
    expect(await text(socket)).toMatch(/^HTTP\/1.1 400 [^]*"error":"unaddressable"/)
    expect(upstream.requests).toEqual([])
  },
)
