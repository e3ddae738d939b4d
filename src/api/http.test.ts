import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { request } from './http.ts'

/** The error's message when the server responds with this status and body. */
async function messageOf(status: number, body: string): Promise<string> {
  const server = createServer((_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  try {
    await request(`http://127.0.0.1:${address.port}/api/apps`, z.unknown())
    return 'no error'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    server.close()
  }
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
