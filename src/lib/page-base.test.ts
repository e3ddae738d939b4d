import { expect, test } from 'vitest'
import { withoutPageBase } from './page-base.ts'

test.each([
  ['/apps/nodes?status=3', '/nodes?status=3'],
  ['/apps', '/'],
  ['/apps/', '/'],
  ['/applications/a', '/applications/a'],
  ['/', '/'],
])('%s is the page %s', (path, page) => expect(withoutPageBase(path)).toBe(page))
