import { expect, test } from 'vitest'
import { describeClaims } from './check-person.ts'

test('claims are listed by name and type, with the path to those inside an object, and never by value', () => {
  const claims = {
    sub: 'ada',
    exp: 1,
    email_verified: true,
    middle_name: null,
    realm_access: { roles: ['fleet-admin', 'guest'] },
    'https://example.com/roles': [],
    a: { b: { c: { d: 'secret' } } },
  }
  expect(describeClaims(claims)).toEqual([
    { name: 'sub', type: 'text' },
    { name: 'exp', type: 'number' },
    { name: 'email_verified', type: 'boolean' },
    { name: 'middle_name', type: 'null' },
    { name: 'realm_access.roles', type: 'list of 2' },
    { name: String.raw`https://example\.com/roles`, type: 'list of 0' },
    { name: 'a.b.c', type: 'object' },
  ])
})

test('no token can make the description long', () => {
  const many = Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`${n}${'x'.repeat(500)}`, n]))
  const described = describeClaims({ many, more: many })
  expect(described).toHaveLength(100)
  expect(Math.max(...described.map(({ name }) => name.length))).toBeLessThanOrEqual(120)
})
