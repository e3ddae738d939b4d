import { expect, test } from 'vitest'
import { type FleetSearch, fleetSearchParams, parseFleetSearch } from './fleet-search.ts'

const parse = (query: string) => parseFleetSearch(new URLSearchParams(query))

test('what was filtered and sorted is read back from the URL', () => {
  const searches: FleetSearch[] = [
    { filter: 'stable & more', sort: { column: 'on-target', descending: true } },
    { filter: '', sort: { column: 'group', descending: false } },
    { filter: '', sort: null },
  ]
  for (const search of searches) expect(parseFleetSearch(fleetSearchParams(search))).toEqual(search)
})

test('the usual leaves the URL empty', () => {
  expect(fleetSearchParams({ filter: '', sort: null }).toString()).toBe('')
})

test('a column that the fleet does not have is no sort', () => {
  expect(parse('sort=-versions')).toEqual({ filter: '', sort: null })
})
