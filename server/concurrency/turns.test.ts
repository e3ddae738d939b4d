import { expect, test } from 'vitest'
import { Turns } from './turns.ts'

/** Takes a turn whose work records its name and ends when the caller says so. */
function recorder(turns: Turns) {
  const began: string[] = []
  const ends: (() => void)[] = []
  const take = async (name: string, urgent: boolean, signal?: AbortSignal) => {
    const end = await turns.take({ urgent, ...(signal && { signal }) })
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
  const { began, take, endNext } = recorder(new Turns(1))
  const all = [take('first', false), take('read', false), take('check-in', true), take('write', true)]
  for (const _ of all) await endNext()
  await endNext()
  await Promise.all(all)
  expect(began).toEqual(['first', 'check-in', 'write', 'read'])
})

test('a read has its turn although urgent work never pauses', async () => {
  const { began, take, endNext } = recorder(new Turns(1))
  const all = [take('first', true), take('read', false)]
  for (let n = 0; n < 40; n++) all.push(take('check-in', true))
  for (let n = 0; n <= all.length; n++) await endNext()
  await Promise.all(all)
  expect(began.indexOf('read')).toBe(16)
})

test('there are as many turns at once as were asked for', async () => {
  const { began, take, endNext } = recorder(new Turns(2))
  const all = ['one', 'two', 'three'].map((name) => take(name, false))
  await new Promise(setImmediate)
  expect(began).toEqual(['one', 'two'])
  await endNext()
  await Promise.all(all)
  expect(began).toEqual(['one', 'two', 'three'])
})

test('a turn that nobody waits for any more is never begun', async () => {
  const { began, take, endNext } = recorder(new Turns(1))
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

test('ending a turn twice frees it once', async () => {
  const turns = new Turns(1)
  const end = await turns.take({ urgent: true })
  end()
  end()
  const { began, take } = recorder(turns)
  await take('one', false)
  void take('two', false)
  await new Promise(setImmediate)
  expect(began).toEqual(['one'])
})
