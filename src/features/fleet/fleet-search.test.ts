import { expect, test } from 'vitest'
import {
  type FleetSearch,
  fleetSearchParams,
  isFiltered,
  parseFleetSearch,
  EMPTY_SEARCH,
} from './fleet-search.ts'

const parse = (query: string) => parseFleetSearch(new URLSearchParams(query))

test('filters and sort order survive a round trip through the URL', () => {
  const changes: Partial<FleetSearch>[] = [
    { filter: 'stable & more', sort: { column: 'on-target', descending: true } },
    { sort: { column: 'group', descending: false }, compact: true },
    { application: 'one', arch: 'arm64', state: 'held-by-safe-mode' },
    { state: 'attention' },
    { closed: ['rolling-out', 'up-to-date'] },
    {},
  ]
  for (const change of changes) {
    const search = { ...EMPTY_SEARCH, ...change }
    expect(parseFleetSearch(fleetSearchParams(search))).toEqual(search)
  }
})

test('the default search leaves the URL empty', () => {
  expect(fleetSearchParams(EMPTY_SEARCH).toString()).toBe('')
})

test('unknown columns, arches, states, views and sections are ignored', () => {
  expect(parse('sort=-versions&arch=riscv&state=unknown&view=wide&closed=done')).toEqual(EMPTY_SEARCH)
})

test('sort order and view do not filter groups', () => {
  expect(isFiltered(parse('sort=group&view=compact&filter=+'))).toBe(false)
  expect(isFiltered(parse('arch=arm64'))).toBe(true)
})
