import { expect, test } from 'vitest'
import { enqueueGroupRequest, prioritizeGroups } from './request-queue.ts'

/** Its requests stay in progress until `respondToAll`. */
function createServer() {
  const received: string[] = []
  const responses: (() => void)[] = []
  return {
    received,
    respondToAll: () => {
      for (const respond of responses.splice(0)) respond()
    },
    request: (id: string, signal = new AbortController().signal) =>
      enqueueGroupRequest({ id, groupId: id, signal }, () => {
        received.push(id)
        return new Promise<string>((resolve) => responses.push(() => resolve(id)))
      }),
  }
}

test('at most six requests are in progress, and groups on the screen go first', async () => {
  const server = createServer()
  const ids = Array.from({ length: 14 }, (_, n) => `group-${n}`)
  const responses = Promise.all(ids.map((id) => server.request(id)))
  await Promise.resolve()
  expect(server.received).toEqual(ids.slice(0, 6))
  prioritizeGroups(['group-12', 'group-13'])
  while (server.received.length < ids.length) {
    server.respondToAll()
    // The queue continues in a later task.
    await new Promise(setImmediate)
  }
  expect(server.received.slice(6, 8)).toEqual(['group-12', 'group-13'])
  server.respondToAll()
  expect(await responses).toEqual(ids)
})

test('a request that is aborted while it waits is never sent, and a failed one stops no other', async () => {
  const server = createServer()
  const signal = new AbortController().signal
  const failed = enqueueGroupRequest({ id: 'failing', groupId: 'failing', signal }, () =>
    Promise.reject(new Error('connection lost')),
  )
  await expect(failed).rejects.toThrow('connection lost')
  const responses = Promise.all(['1', '2', '3', '4', '5', '6'].map((id) => server.request(id)))
  const controller = new AbortController()
  const aborted = server.request('aborted', controller.signal)
  controller.abort()
  await expect(aborted).rejects.toThrow('aborted')
  server.respondToAll()
  await responses
  expect(server.received).not.toContain('aborted')
})

test('groups come to the screen while a request of theirs leaves the queue', async () => {
  const server = createServer()
  const first = Promise.all(['1', '2', '3', '4', '5', '6'].map((id) => server.request(id)))
  const controller = new AbortController()
  const aborted = server.request('leaving', controller.signal)
  controller.abort()
  prioritizeGroups(['leaving'])
  await expect(aborted).rejects.toThrow('aborted')
  server.respondToAll()
  await first
})
