import { describe, expect, test } from 'vitest'
import { ApiError } from '#src/api/api-error.ts'
import { guardedWrite } from './guarded-write.ts'
import { CREATE, newResource } from './new-resource.ts'

const silence = new ApiError('unreachable', 'no answer')

/** A server that holds at most one resource. `onCreate` may fail before or after the resource is `made`. */
function serverOf(held: string | null, onCreate: (made: () => void) => void = (made) => made()) {
  let found = held
  let created = 0
  const resource = newResource({
    noun: 'package',
    name: '1.0.0',
    find: async () => found,
    create: async () => {
      created += 1
      onCreate(() => (found = 'mine'))
      return 'mine'
    },
    isWanted: (value) => value === 'mine',
  })
  return { resource, created: () => created }
}
const create = (
  { resource }: Pick<ReturnType<typeof serverOf>, 'resource'>,
  signal = new AbortController().signal,
) => guardedWrite(CREATE, resource, { signal })

test('an absent resource is created, once', async () => {
  const server = serverOf(null)
  expect(await create(server)).toMatchObject({ kind: 'saved', value: 'mine', answered: true })
  expect(await create(server)).toMatchObject({ kind: 'saved', value: 'mine', answered: false })
  expect(server.created()).toBe(1)
})

test('nothing is sent where another resource has its key', async () => {
  const server = serverOf('theirs')
  expect(await create(server)).toMatchObject({ kind: 'changed-meanwhile', theirs: 'other' })
  expect(server.created()).toBe(0)
})

describe('a creation without an answer', () => {
  test('is found when it took effect', async () => {
    const server = serverOf(null, (made) => {
      made()
      throw silence
    })
    expect(await create(server)).toMatchObject({ kind: 'saved', value: 'mine', answered: false })
  })

  test('is reported as absent when it did not', async () => {
    const server = serverOf(null, () => {
      throw silence
    })
    expect(await create(server)).toMatchObject({ kind: 'unanswered', found: 'unchanged', error: silence })
  })

  test('stays unknown when the second look fails, too', async () => {
    let looks = 0
    const { resource } = serverOf(null, () => {
      throw silence
    })
    const read = async () => {
      looks += 1
      if (looks > 1) throw silence
      return null
    }
    expect(await create({ resource: { ...resource, read } })).toMatchObject({
      kind: 'unanswered',
      found: 'unreadable',
      error: silence,
    })
  })
})

test('an HTTP error is reported as refused, also a Nebraska’s 500 that created nothing', async () => {
  for (const status of [409, 500]) {
    const refusal = new ApiError('refused', 'no', { status })
    const server = serverOf(null, () => {
      throw refusal
    })
    expect(await create(server)).toMatchObject({ kind: 'refused', error: refusal })
  }
})

test('nothing is sent when the operator stops before, or the first read fails', async () => {
  const { resource, created } = serverOf(null)
  expect(await create({ resource }, AbortSignal.abort())).toMatchObject({ kind: 'not-sent', error: null })
  const read = () => Promise.reject(silence)
  expect(await create({ resource: { ...resource, read } })).toMatchObject({
    kind: 'not-sent',
    error: silence,
  })
  expect(created()).toBe(0)
})
