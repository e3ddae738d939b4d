import { expect, test } from 'vitest'
import { askFirst, queued } from './request-queue.ts'

/** Requests that wait for `answer` before they end. */
function createServer() {
  const asked: string[] = []
  const answers: (() => void)[] = []
  return {
    asked,
    answerAll: () => {
      for (const answer of answers.splice(0)) answer()
    },
    ask: (id: string, signal = new AbortController().signal) =>
      queued({ id, groupId: id, signal }, () => {
        asked.push(id)
        return new Promise<string>((resolve) => answers.push(() => resolve(id)))
      }),
  }
}

test('no more than six requests are under way; groups in view are asked before all that wait', async () => {
  const server = createServer()
  const ids = Array.from({ length: 14 }, (_, n) => `group-${n}`)
  const answered = Promise.all(ids.map((id) => server.ask(id)))
  expect(server.asked).toEqual(ids.slice(0, 6))
  askFirst(['group-12', 'group-13'])
  while (server.asked.length < ids.length) {
    server.answerAll()
    // oxlint-disable-next-line no-await-in-loop -- the queue goes on in its own time
    await new Promise(setImmediate)
  }
  expect(server.asked.slice(6, 8)).toEqual(['group-12', 'group-13'])
  server.answerAll()
  expect(await answered).toEqual(ids)
})

test('what nobody wants any more is never asked, and one that fails stops no other', async () => {
  const server = createServer()
  const signal = new AbortController().signal
  const failed = queued({ id: 'fails', groupId: 'fails', signal }, () =>
    Promise.reject(new Error('no answer')),
  )
  await expect(failed).rejects.toThrow('no answer')
  const answered = Promise.all(['1', '2', '3', '4', '5', '6'].map((id) => server.ask(id)))
  const leaving = new AbortController()
  const left = server.ask('left', leaving.signal)
  leaving.abort()
  await expect(left).rejects.toThrow('aborted')
  server.answerAll()
  await answered
  expect(server.asked).not.toContain('left')
})
