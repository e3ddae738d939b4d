import { EventEmitter, once } from 'node:events'
import { Agent, get } from 'node:http'
import { text } from 'node:stream/consumers'
import Fastify from 'fastify'
import { expect, test, vi } from 'vitest'
import { listen } from './listen.ts'

test('a stop waits for what is asked, and not for a connection that is kept for more', async () => {
  const app = Fastify()
  const work = new EventEmitter()
  // As a proxy answers: Fastify doesn't get to say that the connection ends.
  app.get('/slow', async (_request, reply) => {
    reply.hijack()
    const done = once(work, 'done')
    work.emit('begun')
    await done
    reply.raw.end('answered')
  })
  const { address, stop } = await listen(app, { host: '127.0.0.1', port: 0 })
  const cutOff = vi.spyOn(app.server, 'closeAllConnections')
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
  expect(cutOff).not.toHaveBeenCalled()
  agent.destroy()
})
