import { expect, test } from 'vitest'
import { ApiError } from '#src/api/api-error.ts'
import { CREATE, newResource } from './new-resource.ts'
import { describeSeveral, writeSeveral } from './write-several.ts'

/** A server that has these, and refuses to create those. */
function serverOf(has: readonly string[], refuses: readonly string[]) {
  const held = new Set(has)
  const sent: string[] = []
  const writeOf = (name: string) => ({
    change: CREATE,
    resource: newResource({
      noun: 'floor',
      name,
      find: async () => (held.has(name) ? name : null),
      create: async () => {
        sent.push(name)
        if (refuses.includes(name)) throw new ApiError('refused', 'It is blacklisted.', { status: 409 })
        held.add(name)
        return name
      },
      isWanted: () => true,
    }),
  })
  const save = (...names: string[]) => writeSeveral(names.map(writeOf), new AbortController().signal)
  return { save, sent }
}

test('where one of several writes fails, the others are saved and the problem says which', async () => {
  const outcomes = await serverOf([], ['beta']).save('alpha', 'beta', 'stable')
  expect(describeSeveral(outcomes)).toMatchObject({
    title: 'Saved 2 of 3 changes.',
    words:
      'Saved: alpha and stable. Not saved: beta: Rejected by the server. No floor was added. It is blacklisted. Try again to save the rest.',
  })
})

test('a second try sends only the rest', async () => {
  const { save, sent } = serverOf(['alpha'], [])
  expect(await save('alpha', 'beta')).toEqual({ saved: ['alpha', 'beta'], failed: [] })
  expect(sent).toEqual(['beta'])
})

test('there is no problem where everything was saved', () => {
  expect(describeSeveral({ saved: ['alpha'], failed: [] })).toBeNull()
})

test('once stopped, nothing more is sent', async () => {
  const { sent, save } = serverOf([], [])
  expect(await save()).toEqual({ saved: [], failed: [] })
  const stopped = AbortSignal.abort()
  const write = {
    change: CREATE,
    resource: newResource({
      noun: 'floor',
      name: 'alpha',
      find: (signal) => (signal.aborted ? Promise.reject(signal.reason) : Promise.resolve(null)),
      create: async () => 'alpha',
      isWanted: () => true,
    }),
  }
  const outcomes = await writeSeveral([write], stopped)
  expect(describeSeveral(outcomes)?.words).toContain('Stopped before anything was sent')
  expect(sent).toEqual([])
})
