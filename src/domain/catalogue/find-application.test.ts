import { expect, test } from 'vitest'
import type { Application } from '#contract/application.ts'
import { findApplication } from './find-application.ts'

const application = (id: string, product_id: string | null): Application => ({
  id,
  product_id,
  name: id,
  description: '',
  created_ts: '2026-03-04T12:00:00Z',
  groups: null,
  channels: null,
  instances: { count: 0 },
})
const applications = [application('a', null), application('b', 'io.example.Kiosk')]

test('an application is found by its id or its product id in any case', () => {
  expect(findApplication(applications, 'a')?.id).toBe('a')
  expect(findApplication(applications, 'io.example.Kiosk')?.id).toBe('b')
  expect(findApplication(applications, 'IO.EXAMPLE.KIOSK')?.id).toBe('b')
})

test('an unknown id finds no application', () => {
  expect(findApplication(applications, 'io.example.Other')).toBeUndefined()
  expect(findApplication(applications, undefined)).toBeUndefined()
  expect(findApplication(undefined, 'a')).toBeUndefined()
})
