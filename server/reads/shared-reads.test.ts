import Fastify, { type FastifyInstance } from 'fastify'
import { once } from 'node:events'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { currentRead } from '#server/concurrency/run-as-read.ts'
import { installErrorHandling } from '#server/http/error-handling.ts'
import { registerReads, SHARED_READ } from './shared-reads.ts'

let app: FastifyInstance
let computed: number
/** What the next read waits for. */
let ready: Promise<unknown>
/** The signal of each read. */
let signals: AbortSignal[]
let body: unknown

beforeEach(() => {
  app = Fastify()
  computed = 0
  ready = Promise.resolve()
  signals = []
  body = { groups: [], now_ts: 1 }
  installErrorHandling(app)
  const handler = async () => {
    computed++
    const read = currentRead()
    if (read) signals.push(read.signal)
    await ready
    return body
  }
  registerReads(app, () => {
    app.get('/shared', { config: SHARED_READ }, handler)
    app.get('/timed', { config: { sharedRead: { untagged: ['now_ts'] } } }, handler)
    app.get('/own', handler)
  })
})
afterEach(() => app.close())

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers })

test('a shared read is computed once for everyone who asks at a moment, and any other for each', async () => {
  const responses = await Promise.all(Array.from({ length: 40 }, () => get('/shared')))
  expect(new Set(responses.map(({ body: text }) => text))).toEqual(new Set([JSON.stringify(body)]))
  expect(computed).toBe(1)
  await Promise.all([get('/own'), get('/own'), get('/shared?page=1'), get('/shared?page=2')])
  expect(computed).toBe(5)
})

test('a client that has the response gets 304, until it changes', async () => {
  const { headers } = await get('/shared')
  const known = { 'if-none-match': String(headers['etag']) }
  expect(await get('/shared', known)).toMatchObject({ statusCode: 304, body: '' })
  expect(await get('/shared', { 'if-none-match': `"other", ${headers['etag']}` })).toMatchObject({
    statusCode: 304,
  })
  body = { groups: ['new'], now_ts: 1 }
  expect(await get('/shared', known)).toMatchObject({ statusCode: 200, body: JSON.stringify(body) })
})

test('the server’s time alone makes no other response', async () => {
  const { headers } = await get('/timed')
  const known = { 'if-none-match': String(headers['etag']) }
  body = { groups: [], now_ts: 2 }
  expect((await get('/timed', known)).statusCode).toBe(304)
  body = { groups: ['new'], now_ts: 3 }
  expect((await get('/timed', known)).statusCode).toBe(200)
})

test('the response is compressed as the client accepts it', async () => {
  body = { text: 'long '.repeat(1000) }
  const [plain, brotli, gzipped, refused] = await Promise.all([
    get('/shared'),
    get('/shared', { 'accept-encoding': 'gzip, deflate, br' }),
    get('/shared', { 'accept-encoding': 'gzip' }),
    get('/shared', { 'accept-encoding': 'br;q=0, identity' }),
  ])
  expect(brotli.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' })
  expect(brotliDecompressSync(brotli.rawPayload).toString()).toBe(plain.body)
  expect(gunzipSync(gzipped.rawPayload).toString()).toBe(plain.body)
  expect(refused.headers['content-encoding']).toBeUndefined()
  expect(refused.body).toBe(plain.body)
})

test('HEAD has the headers and no body', async () => {
  const { statusCode, headers, body: text } = await app.inject({ method: 'HEAD', url: '/shared' })
  expect({ statusCode, text, etag: headers['etag'] }).toEqual({
    statusCode: 200,
    text: '',
    etag: (await get('/shared')).headers['etag'],
  })
})

test('a response of more than 32 MiB is refused, and says how to ask for less', async () => {
  body = { text: 'x'.repeat(33 * 1024 ** 2) }
  const refused = await get('/shared')
  expect(refused.statusCode).toBe(400)
  expect(refused.json()).toMatchObject({
    error: 'response-too-large',
    message: expect.stringContaining('Ask for fewer entries'),
  })
})

test.each(['/shared', '/own'])('a read of %s is abandoned when its client leaves', async (path) => {
  let finish: (() => void) | undefined
  ready = new Promise<void>((resolve) => {
    finish = resolve
  })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const client = new AbortController()
  const request = fetch(url + path, { signal: client.signal })
  await expect.poll(() => signals.length).toBe(1)
  const [signal] = signals
  if (!signal) throw new Error('The read has no signal.')
  const abandoned = once(signal, 'abort')
  client.abort()
  await expect(request).rejects.toThrow('aborted')
  await abandoned
  finish?.()
  expect((await get(path)).statusCode).toBe(200)
})
