import { expect, test } from 'vitest'
import { accessLevelOf } from './access-level.ts'
import { rolesAt } from './claims.ts'

const claims = {
  roles: ['viewer'],
  realm_access: { roles: ['admin', 'offline_access'] },
  'https://example.com/roles': ['ops'],
  groups: [{ name: 'one' }, { name: 'two' }, {}],
  single: 'admin',
  count: 3,
  empty: [],
  nothing: null,
  deep: { list: [['a', 'b']] },
}

test.each([
  ['roles', ['viewer']],
  ['realm_access.roles', ['admin', 'offline_access']],
  [String.raw`https://example\.com/roles`, ['ops']],
  ['groups.#.name', ['one', 'two']],
  ['groups.1.name', ['two']],
  ['single', ['admin']],
  ['count', ['3']],
  ['empty', []],
  ['deep.list.0', ['a', 'b']],
])('the path %s finds %j', (path, roles) => {
  expect(rolesAt(claims, path)).toEqual(roles)
})

test.each([
  'missing',
  'realm_access.missing',
  'nothing',
  'single.length',
  'constructor',
  '__proto__.roles',
  '',
])('the path %j finds nothing', (path) => {
  expect(rolesAt(claims, path)).toBeNull()
})

test('the role is the highest that the roles give, and the reason says what is missing', () => {
  const settings = { adminRoles: ['admin'], viewerRoles: ['viewer'], rolesPath: 'roles', useUserinfo: false }
  const level = (value: object) => accessLevelOf({ ...value }, settings)
  expect(level({ roles: ['viewer', 'admin'] })).toEqual({
    role: 'admin',
    reason: 'the role admin may change everything',
  })
  expect(level({ roles: 'viewer' })).toEqual({
    role: 'viewer',
    reason: 'the role viewer may see everything; the role admin may change it',
  })
  expect(level({ roles: ['guest'] })).toEqual({
    role: null,
    reason: 'the access token has the role guest at roles; one of the roles viewer, admin may see the fleet',
  })
  expect(level({ roles: [] }).reason).toContain('has an empty list at roles')
  expect(level({ groups: ['admin'] })).toEqual({
    role: null,
    reason: 'the access token has no roles at roles',
  })
})
