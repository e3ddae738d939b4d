import { expect, test } from 'vitest'
import { PrioritySemaphore } from './priority-semaphore.ts'

/** Takes a slot, records its name, and releases it when the caller says so. */
function recorder(semaphore: PrioritySemaphore) {
  const began: string[] = []
  const ends: (() => void)[] = []
  const take = async (name: string, urgent: boolean, signal?: AbortSignal) => {
    const end = await semaphore.acquire({ urgent, ...(signal && { signal }) })
    began.push(name)
    ends.push(end)
  }
  const endNext = async () => {
    ends.shift()?.()
    await new Promise(setImmediate)
  }
  return { began, take, endNext }
}

test('urgent work goes before other work that came earlier', async () => {
  const { began, take, endNext } = recorder(new PrioritySemaphore(1))
  const all = [take('first', false), take('read', false), take('check-in', true), take('write', true)]
  for (const _ of all) await endNext()
  await endNext()
  await Promise.all(all)
  expect(began).toEqual(['first', 'check-in', 'write', 'read'])
})

test('a read gets a slot although urgent work never pauses', async () => {
  const { began, take, endNext } = recorder(new PrioritySemaphore(1))
  const all = [take('first', true), take('read', false)]
  for (let n = 0; n < 40; n++) all.push(take('check-in', true))
  for (let n = 0; n <= all.length; n++) await endNext()
  await Promise.all(all)
  expect(began.indexOf('read')).toBe(16)
})

test('there are as many slots as were asked for', async () => {
  const { began, take, endNext } = recorder(new PrioritySemaphore(2))
  const all = ['one', 'two', 'three'].map((name) => take(name, false))
  await new Promise(setImmediate)
  expect(began).toEqual(['one', 'two'])
  await endNext()
  await Promise.all(all)
  expect(began).toEqual(['one', 'two', 'three'])
})

test('a caller that has left the queue never gets a slot', async () => {
  const { began, take, endNext } = recorder(new PrioritySemaphore(1))
  const left = new AbortController()
  const first = take('first', false)
  const abandoned = take('abandoned', false, left.signal)
  const last = take('last', false, new AbortController().signal)
  left.abort()
  await expect(abandoned).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
  await endNext()
  await Promise.all([first, last])
  expect(began).toEqual(['first', 'last'])
  await expect(take('too late', false, left.signal)).rejects.toThrow('aborted')
})

test('releasing a slot twice frees it once', async () => {
  const semaphore = new PrioritySemaphore(1)
  const end = await semaphore.acquire({ urgent: true })
  end()
  end()
  const { began, take } = recorder(semaphore)
  await take('one', false)
  void take('two', false)
  await new Promise(setImmediate)
  expect(began).toEqual(['one'])
})
