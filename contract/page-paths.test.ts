import { expect, test } from 'vitest'
import { isPagePath } from './page-paths.ts'

test.each([
  '/',
  '/nodes',
  '/nodes/',
  '/Audit-Log',
  '/applications/io.example.Kiosk/groups/4711/nodes/rack%2F1',
  '/applications/1/packages/new',
])('%s is a page', (path) => {
  expect(isPagePath(path)).toBe(true)
})

test.each([
  '/metrics',
  '/auth/start',
  '/auth/callback',
  '/flatcar/x.gz',
  '/anything.xml',
  '/nodes/1',
  '/applications//promote',
  '/nodes//',
])('%j is no page', (path) => {
  expect(isPagePath(path)).toBe(false)
})
