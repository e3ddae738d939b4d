import { createServer } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import * as z from 'zod/mini'
import { HOUR_MS, MINUTE_MS } from '#contract/time-units.ts'
import { clockCorrection } from '#src/lib/server-clock.ts'
import { isNotSupported } from './api-error.ts'
import { request } from './http.ts'

/** What becomes of a request with that method when the server responds with this status, body, type and headers. */
const respond =
  (status: number, body: string, type = 'application/json', headers: Record<string, string> = {}) =>
  async (method: 'GET' | 'PUT' | 'POST' | 'DELETE'): Promise<{ value: unknown } | { error: unknown }> => {
    const server = createServer((_, response) => {
      response.writeHead(status, { ...headers, ...(body !== '' && { 'content-type': type }) }).end(body)
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    try {
      return { value: await request(`http://127.0.0.1:${address.port}/api/apps`, z.unknown(), { method }) }
    } catch (error) {
      return { error }
    } finally {
      server.close()
    }
  }

/** The error's message when the server responds with this status and body. */
async function messageOf(status: number, body: string): Promise<string> {
  const result = await respond(status, body)('GET')
  if ('value' in result) return 'no error'
  return result.error instanceof Error ? result.error.message : String(result.error)
}

const READ_ONLY = /^You have read-only access\. Sign in with/u

test.each([
  '',
  '{"message":"Forbidden"}',
  '{"error":"Forbidden","message":"Forbidden."}',
  '{"message":"forbidden"}',
])('an error without a useful message gets one that says what to do: %s', async (body) => {
  expect(await messageOf(403, body)).toMatch(READ_ONLY)
})

test('a useful message from the server is kept', async () => {
  expect(await messageOf(403, '{"message":"Only the night shift may do this."}')).toBe(
    'Only the night shift may do this.',
  )
  expect(await messageOf(404, '{"error":"not-found","message":"No such group."}')).toBe('No such group.')
  expect(await messageOf(404, '{"message":"Not Found"}')).toBe(
    'The server does not have it; it may have been deleted.',
  )
})

describe('a response without JSON', () => {
  const page = respond(200, '<!doctype html>', 'text/html; charset=utf-8')

  test.each(['PUT', 'POST', 'DELETE'] as const)(
    'is a refusal of %s where it is a web page',
    async (method) => {
      const result = await page(method)
      expect(result).toMatchObject({ error: { kind: 'refused', status: 200, code: 'not-supported' } })
      expect(isNotSupported('error' in result && result.error)).toBe(true)
    },
  )

  test('reports for a read that the server does not have the path', async () => {
    const result = await page('GET')
    expect(result).toMatchObject({ error: { kind: 'unreadable' } })
    expect(isNotSupported('error' in result && result.error)).toBe(true)
  })

  test('is no failure where it has no body at all', async () => {
    expect(await respond(204, '')('DELETE')).toEqual({ value: undefined })
  })
})

test('a read that has not changed is not sent again, and one that has is', async () => {
  let version = 1
  const sent: (string | undefined)[] = []
  const server = createServer(({ headers }, response) => {
    const etag = `W/"${version}"`
    sent.push(headers['if-none-match'])
    const age = String(sent.length)
    if (headers['if-none-match'] === etag) response.writeHead(304, { etag, age }).end()
    else
      response.writeHead(200, { etag, age, 'content-type': 'application/json' }).end(`{"version":${version}}`)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const ages: (string | null)[] = []
  const onHeaders = (headers: Headers) => ages.push(headers.get('age'))
  const read = () => request(`http://127.0.0.1:${address.port}/platte/fleet`, z.unknown(), { onHeaders })
  try {
    expect([await read(), await read()]).toEqual([{ version: 1 }, { version: 1 }])
    version = 2
    expect(await read()).toEqual({ version: 2 })
    expect(sent).toEqual([undefined, 'W/"1"', 'W/"1"'])
    expect(ages).toEqual(['1', '2', '3'])
  } finally {
    server.close()
  }
})

test.each([200, 404, 503])(
  'the clock follows the Date of the server’s responses, as of a %d',
  async (status) => {
    onTestFinished(() => clockCorrection.set(0))
    const date = new Date(Date.now() - 2 * HOUR_MS).toUTCString()
    await respond(status, '{}', 'application/json', { date })('GET')
    expect(Math.round(clockCorrection.get() / MINUTE_MS)).toBe(-120)
  },
)
