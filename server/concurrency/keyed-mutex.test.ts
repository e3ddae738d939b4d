import { once } from 'node:events'
import { expect, test } from 'vitest'
import { withKeyedMutex } from './keyed-mutex.ts'

test('works for a group one after the other, in the order of asking', async () => {
  const db = {}
  const done: string[] = []
  const first = withKeyedMutex(db, 'g', async (hadToWait) => {
    await Promise.resolve()
    done.push(`first ${hadToWait}`)
  })
  const second = withKeyedMutex(db, 'g', async (hadToWait) => {
    done.push(`second ${hadToWait}`)
  })
  await Promise.all([first, second])
  expect(done).toEqual(['first false', 'second true'])
})

test('does not wait for another group, nor for another database', async () => {
  const [db, otherDb] = [{}, {}]
  const finish = new AbortController()
  const unfinished = withKeyedMutex(db, 'g', () => once(finish.signal, 'abort'))
  expect(await withKeyedMutex(db, 'h', async (hadToWait) => hadToWait)).toBe(false)
  expect(await withKeyedMutex(otherDb, 'g', async (hadToWait) => hadToWait)).toBe(false)
  finish.abort()
  await unfinished
})

test('a failure is told to the one who asked, and the next has its turn', async () => {
  const db = {}
  const failing = withKeyedMutex(db, 'g', () => Promise.reject(new Error('no luck')))
  const next = withKeyedMutex(db, 'g', async () => 'done')
  await expect(failing).rejects.toThrow('no luck')
  expect(await next).toBe('done')
})

test('nobody waits for what has ended', async () => {
  const db = {}
  await withKeyedMutex(db, 'g', async () => {})
  expect(await withKeyedMutex(db, 'g', async (hadToWait) => hadToWait)).toBe(false)
})
