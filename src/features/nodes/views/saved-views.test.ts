import { expect, test } from 'vitest'
import { withoutView, withView } from './saved-views.ts'

test('saving a view replaces the one with the same name', () => {
  const views = withView(withView(withView([], { name: 'b', search: '' }), { name: 'a', search: 'x' }), {
    name: 'b',
    search: 'y',
  })
  expect(views).toEqual([
    { name: 'a', search: 'x' },
    { name: 'b', search: 'y' },
  ])
  expect(withoutView(views, 'a')).toEqual([{ name: 'b', search: 'y' }])
})
