import { once } from 'node:events'
import { expect, test } from 'vitest'
import { acquireKeyedMutex, withKeyedMutex } from './keyed-mutex.ts'

test('work under one key runs one after the other, in the order of the calls', async () => {
  const owner = {}
  const done: string[] = []
  const first = withKeyedMutex(owner, 'a', async (hadToWait) => {
    await Promise.resolve()
    done.push(`first ${hadToWait}`)
  })
  const second = withKeyedMutex(owner, 'a', async (hadToWait) => {
    done.push(`second ${hadToWait}`)
  })
  await Promise.all([first, second])
  expect(done).toEqual(['first false', 'second true'])
})

test('work under another key, or of another owner, does not wait', async () => {
  const [owner, otherOwner] = [{}, {}]
  const finish = new AbortController()
  const unfinished = withKeyedMutex(owner, 'a', () => once(finish.signal, 'abort'))
  expect(await withKeyedMutex(owner, 'b', async (hadToWait) => hadToWait)).toBe(false)
  expect(await withKeyedMutex(otherOwner, 'a', async (hadToWait) => hadToWait)).toBe(false)
  finish.abort()
  await unfinished
})

test('a failure rejects its own call only, and the next one runs', async () => {
  const owner = {}
  const failing = withKeyedMutex(owner, 'a', () => Promise.reject(new Error('failed')))
  const next = withKeyedMutex(owner, 'a', async () => 'done')
  await expect(failing).rejects.toThrow('failed')
  expect(await next).toBe('done')
})

test('work does not wait for work that has ended', async () => {
  const owner = {}
  await withKeyedMutex(owner, 'a', async () => {})
  expect(await withKeyedMutex(owner, 'a', async (hadToWait) => hadToWait)).toBe(false)
})

test('an acquired key is held until it is released', async () => {
  const owner = {}
  const release = await acquireKeyedMutex(owner, 'a')
  const order: string[] = []
  const next = withKeyedMutex(owner, 'a', async () => order.push('next'))
  const releaseOther = await acquireKeyedMutex(owner, 'b')
  releaseOther()
  order.push('released')
  release()
  await next
  expect(order).toEqual(['released', 'next'])
})
