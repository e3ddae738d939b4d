import { describe, expect, test } from 'vitest'
import { ApiError } from './api-error.ts'
import { createIdempotently } from './create-once.ts'

const silence = new ApiError('unreachable', 'no answer')

/** A server that holds at most one thing. `onCreate` may fail before or after the thing is `made`. */
function serverOf(held: string | null, onCreate: (made: () => void) => void = (made) => made()) {
  let there = held
  let created = 0
  return {
    access: {
      find: async () => there,
      create: async () => {
        created += 1
        onCreate(() => (there = 'mine'))
        return 'mine'
      },
      isMine: (thing: string) => thing === 'mine',
    },
    created: () => created,
  }
}
const create = ({ access }: ReturnType<typeof serverOf>, signal = new AbortController().signal) =>
  createIdempotently(access, signal, () => undefined)

test('what isn’t there is made, once', async () => {
  const server = serverOf(null)
  expect(await create(server)).toEqual({ kind: 'saved', thing: 'mine', answered: true })
  expect(await create(server)).toEqual({ kind: 'saved', thing: 'mine', answered: false })
  expect(server.created()).toBe(1)
})

test('where something else has its key nothing is sent', async () => {
  const server = serverOf('theirs')
  expect(await create(server)).toEqual({ kind: 'taken' })
  expect(server.created()).toBe(0)
})

describe('a creation that is not answered', () => {
  test('is found when it was done', async () => {
    const server = serverOf(null, (made) => {
      made()
      throw silence
    })
    expect(await create(server)).toEqual({ kind: 'saved', thing: 'mine', answered: false })
  })

  test('is told as missing when it was not', async () => {
    const server = serverOf(null, () => {
      throw silence
    })
    expect(await create(server)).toEqual({ kind: 'unanswered', found: 'missing', error: silence })
  })

  test('stays unknown where the second look fails, too', async () => {
    let looks = 0
    const { access } = serverOf(null, () => {
      throw silence
    })
    const find = async () => {
      looks += 1
      if (looks > 1) throw silence
      return null
    }
    const outcome = await createIdempotently(
      { ...access, find },
      new AbortController().signal,
      () => undefined,
    )
    expect(outcome).toEqual({ kind: 'unanswered', found: 'unreadable', error: silence })
  })
})

test('a refusal is told as one, also a Nebraska’s 500 that made nothing', async () => {
  for (const status of [409, 500]) {
    const refusal = new ApiError('refused', 'no', { status })
    const server = serverOf(null, () => {
      throw refusal
    })
    expect(await create(server)).toEqual({ kind: 'refused', error: refusal })
  }
})

test('what was stopped before it was sent, or could not be looked up, is not sent', async () => {
  const { access, created } = serverOf(null)
  const stopped = AbortSignal.abort()
  expect(await createIdempotently(access, stopped, () => undefined)).toEqual({
    kind: 'not-sent',
    error: null,
  })
  const find = () => Promise.reject(silence)
  const signal = new AbortController().signal
  expect(await createIdempotently({ ...access, find }, signal, () => undefined)).toEqual({
    kind: 'not-sent',
    error: silence,
  })
  expect(created()).toBe(0)
})
