import { expect, test } from 'vitest'
import { findUpstreamAccess } from './upstream-access.ts'

/** What a server answers to a read, to a method that it doesn't have, and to the check of a token. */
interface Statuses {
  read: number
  write?: number
  validate?: number
}

const accessBy = ({ read, write = 0, validate = 0 }: Statuses) =>
  findUpstreamAccess(async (method, path) =>
    method === 'PATCH' ? write : path.startsWith('/api/') ? read : validate,
  )

test.each<[who: string, Statuses, role: string | null]>([
  ['whoever gets as far as the method may write', { read: 200, write: 405 }, 'admin'],
  ['also where the server answers with its page', { read: 200, write: 200 }, 'admin'],
  ['whoever is refused before may only read', { read: 200, write: 403 }, 'viewer'],
  ['whoever may not read has no role', { read: 403 }, null],
  ['a token whose roles the server fails to read has no role', { read: 500, validate: 500 }, null],
  ['a server that is down lets nobody know', { read: 502, validate: 502 }, 'unknown'],
  ['a server whose database is down lets nobody know', { read: 500, validate: 200 }, 'unknown'],
  ['a server that fails at the write lets nobody know', { read: 200, write: 500 }, 'unknown'],
])('%s', async (_who, statuses, role) => {
  expect((await accessBy(statuses))?.role).toBe(role)
})

test.each([401, 302, 307])('whoever gets %d is not signed in', async (read) => {
  expect(await accessBy({ read })).toBeNull()
})
