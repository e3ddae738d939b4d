import { expect, test } from 'vitest'
import { ANY_NODE, type NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { nodeFilterParams, parseNodeFilter } from './node-filter-url.ts'

test('a filter written to a URL is read back', () => {
  const filter: NodeFilter = {
    search: 'rack 1/node',
    searchField: 'alias',
    applications: ['a', 'b'],
    groups: ['g'],
    arches: [1, 2],
    versions: ['1.0.0+x', '2.0.0'],
    statuses: ['error', 'onHold'],
    errors: ['9', ''],
    side: 'below',
    newer: '2026-03-07T08:00:00Z',
    older: '2d',
  }
  expect(parseNodeFilter(new URLSearchParams(nodeFilterParams(filter).toString()))).toEqual(filter)
})

test('the filter for any node is an empty query string', () => {
  expect(nodeFilterParams(ANY_NODE).toString()).toBe('')
  expect(parseNodeFilter(new URLSearchParams())).toEqual(ANY_NODE)
})

test('unknown values in a URL are ignored', () => {
  const params = new URLSearchParams('in=colour&arch=mips&status=happy&target=beside&older=soon&newer=0d')
  expect(parseNodeFilter(params)).toEqual(ANY_NODE)
})
