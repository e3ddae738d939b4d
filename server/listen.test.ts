import { EventEmitter, once } from 'node:events'
import { Agent, get } from 'node:http'
import { text } from 'node:stream/consumers'
import Fastify from 'fastify'
import { expect, test, vi } from 'vitest'
import { listen } from './listen.ts'

test('a stop waits for a request in progress, and not for a connection that its client keeps open', async () => {
  const app = Fastify()
  const work = new EventEmitter()
  // As the proxy responds: a hijacked response has no `connection: close` from Fastify.
  app.get('/slow', async (_request, reply) => {
    reply.hijack()
    const done = once(work, 'done')
    work.emit('begun')
    await done
    reply.raw.end('answered')
  })
  const { address, stop } = await listen(app, { host: '127.0.0.1', port: 0 })
  const closeAllConnections = vi.spyOn(app.server, 'closeAllConnections')
  const agent = new Agent({ keepAlive: true })
  const begun = once(work, 'begun')
  const response = once(get(`${address}/slow`, { agent }), 'response')
  await begun
  const stopped = stop()
  await vi.waitFor(() => expect(app.server.listening).toBe(false))
  work.emit('done')
  const [message] = await response
  expect(await text(message)).toBe('answered')
  await stopped
  expect(closeAllConnections).not.toHaveBeenCalled()
  agent.destroy()
})
