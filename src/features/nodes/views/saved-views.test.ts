import { expect, test } from 'vitest'
import { parseSavedViews, withoutView, withView } from './saved-views.ts'

test('a view takes the place of the one with its name', () => {
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

test('what a browser kept and nobody understands is no view', () => {
  expect(parseSavedViews(undefined)).toEqual([])
  expect(parseSavedViews('{')).toEqual([])
  expect(parseSavedViews('[{"name":1}]')).toEqual([])
  expect(parseSavedViews('[{"name":"a","search":"status=error"}]')).toEqual([
    { name: 'a', search: 'status=error' },
  ])
})
