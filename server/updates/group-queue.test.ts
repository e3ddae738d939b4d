import { once } from 'node:events'
import { expect, test } from 'vitest'
import { inTurn } from './group-queue.ts'

test('works for a group one after the other, in the order of asking', async () => {
  const db = {}
  const done: string[] = []
  const first = inTurn(db, 'g', async (hadToWait) => {
    await Promise.resolve()
    done.push(`first ${hadToWait}`)
  })
  const second = inTurn(db, 'g', async (hadToWait) => {
    done.push(`second ${hadToWait}`)
  })
  await Promise.all([first, second])
  expect(done).toEqual(['first false', 'second true'])
})

test('does not wait for another group, nor for another database', async () => {
  const [db, otherDb] = [{}, {}]
  const finish = new AbortController()
  const unfinished = inTurn(db, 'g', () => once(finish.signal, 'abort'))
  expect(await inTurn(db, 'h', async (hadToWait) => hadToWait)).toBe(false)
  expect(await inTurn(otherDb, 'g', async (hadToWait) => hadToWait)).toBe(false)
  finish.abort()
  await unfinished
})

test('a failure is told to the one who asked, and the next has its turn', async () => {
  const db = {}
  const failing = inTurn(db, 'g', () => Promise.reject(new Error('no luck')))
  const next = inTurn(db, 'g', async () => 'done')
  await expect(failing).rejects.toThrow('no luck')
  expect(await next).toBe('done')
})

test('nobody waits for what has ended', async () => {
  const db = {}
  await inTurn(db, 'g', async () => {})
  expect(await inTurn(db, 'g', async (hadToWait) => hadToWait)).toBe(false)
})
