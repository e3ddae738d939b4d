import { expect, test } from 'vitest'
import { ROUTE_NAMES } from '#src/routes/routes.ts'
import { sectionsAt } from './sections.ts'

const currentAt = (route: string) =>
  sectionsAt(route).flatMap(({ title, current }) => (current ? [{ title, current }] : []))

test('a main page is the current page of its section', () => {
  expect(currentAt('nodes')).toEqual([{ title: 'Nodes', current: 'page' }])
})

test('a page below a main page marks its section without being its page', () => {
  expect(currentAt('rollout')).toEqual([{ title: 'Fleet', current: 'true' }])
  expect(currentAt('timelines')).toEqual([{ title: 'Versions', current: 'true' }])
})

test('every page is in exactly one section', () => {
  expect(ROUTE_NAMES.filter((route) => currentAt(route).length !== 1)).toEqual([])
})
