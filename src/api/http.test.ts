import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { request } from './http.ts'

/** What the reader is told when a server answers so. */
async function toldOf(status: number, body: string): Promise<string> {
  const server = createServer((_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  try {
    await request(`http://127.0.0.1:${address.port}/api/apps`, z.unknown())
    return 'nothing'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    server.close()
  }
}

const VIEWER = /^You may not do this: the server knows you as a viewer only\. Sign in as/u

test.each([
  '',
  '{"message":"Forbidden"}',
  '{"error":"Forbidden","message":"Forbidden."}',
  '{"message":"forbidden"}',
])('a refusal as bare as its status says what it means and what to do: %s', async (body) => {
  expect(await toldOf(403, body)).toMatch(VIEWER)
})

test('a server’s own words for a refusal are kept', async () => {
  expect(await toldOf(403, '{"message":"Only the night shift may do this."}')).toBe(
    'Only the night shift may do this.',
  )
  expect(await toldOf(404, '{"error":"not-found","message":"No such group."}')).toBe('No such group.')
  expect(await toldOf(404, '{"message":"Not Found"}')).toBe(
    'The server has no such thing; it may have been deleted.',
  )
})
