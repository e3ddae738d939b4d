import { expect, test } from 'vitest'
import { auditMessage, auditName } from './audit-text.ts'

const nameOf = (subject_name: string) =>
  auditName({ application_id: null, subject_id: null, subject_name }).subject_name

test('a name that a resource can have stays as it is', () => {
  expect(nameOf('Canary 🐤')).toBe('Canary 🐤')
  expect(nameOf('x'.repeat(400))).toBe('x'.repeat(400))
  expect(auditMessage(null)).toBeNull()
})

test('a longer name, id or message is cut, between characters', () => {
  expect(nameOf('x'.repeat(1_000_000))).toBe(`${'x'.repeat(399)}…`)
  expect(nameOf(`${'x'.repeat(398)}🐤🐤`)).toBe(`${'x'.repeat(398)}…`)
  const long = 'y'.repeat(1_000_000)
  expect(auditName({ application_id: long, subject_id: long, subject_name: '' })).toEqual({
    application_id: `${'y'.repeat(399)}…`,
    subject_id: `${'y'.repeat(399)}…`,
    subject_name: '',
  })
  expect(auditMessage(long)).toHaveLength(2000)
})

test('NUL, which PostgreSQL can’t store, is replaced', () => {
  expect(nameOf('a\0b')).toBe('a\uFFFDb')
})
