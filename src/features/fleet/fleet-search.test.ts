import { expect, test } from 'vitest'
import {
  type FleetSearch,
  fleetSearchParams,
  isNarrowed,
  parseFleetSearch,
  WHOLE_FLEET,
} from './fleet-search.ts'

const parse = (query: string) => parseFleetSearch(new URLSearchParams(query))

test('what was filtered and sorted is read back from the URL', () => {
  const changes: Partial<FleetSearch>[] = [
    { filter: 'stable & more', sort: { column: 'on-target', descending: true } },
    { sort: { column: 'group', descending: false }, compact: true },
    { application: 'one', arch: 'arm64', state: 'held-by-safe-mode' },
    { state: 'attention' },
    {},
  ]
  for (const change of changes) {
    const search = { ...WHOLE_FLEET, ...change }
    expect(parseFleetSearch(fleetSearchParams(search))).toEqual(search)
  }
})

test('the usual leaves the URL empty', () => {
  expect(fleetSearchParams(WHOLE_FLEET).toString()).toBe('')
})

test('a column, an arch or a state that the fleet does not have is none', () => {
  expect(parse('sort=-versions&arch=riscv&state=unknown&view=wide')).toEqual(WHOLE_FLEET)
})

test('order and view leave no group out', () => {
  expect(isNarrowed(parse('sort=group&view=compact&filter=+'))).toBe(false)
  expect(isNarrowed(parse('arch=arm64'))).toBe(true)
})
