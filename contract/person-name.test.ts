import { expect, test } from 'vitest'
import { personName } from './person-name.ts'

test('the name is the one that people recognize, without control characters', () => {
  expect(personName({ sub: '4711', email: 'ada@example.com', preferred_username: 'ada' })).toBe('ada')
  expect(personName({ sub: '4711', email: 'ada@example.com', preferred_username: ' ' })).toBe(
    'ada@example.com',
  )
  expect(personName({ sub: 'a\u0000b\nc' })).toBe('a b c')
  expect(personName({ sub: 'x'.repeat(300) })).toHaveLength(200)
  expect(personName({ name: 4711 })).toBe('')
})

test('two people who use the same client have two names', () => {
  const client = { client_id: 'dashboard', azp: 'dashboard' }
  expect(personName({ ...client, sub: '1' })).not.toBe(personName({ ...client, sub: '2' }))
})
