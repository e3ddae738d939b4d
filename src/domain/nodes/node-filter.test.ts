import { expect, test } from 'vitest'
import { ANY_NODE, checkTimeAt, type NodeFilter, nodeFilterParams, parseNodeFilter } from './node-filter.ts'

test('a filter survives the way through a URL', () => {
  const filter: NodeFilter = {
    search: 'rack 1/node',
    searchField: 'alias',
    applications: ['a', 'b'],
    groups: ['g'],
    arches: [1, 2],
    versions: ['1.0.0+x', '2.0.0'],
    statuses: ['error', 'onHold'],
    side: 'below',
    newer: '2026-03-07T08:00:00Z',
    older: '2d',
  }
  expect(parseNodeFilter(new URLSearchParams(nodeFilterParams(filter).toString()))).toEqual(filter)
})

test('any node leaves the URL empty', () => {
  expect(nodeFilterParams(ANY_NODE).toString()).toBe('')
  expect(parseNodeFilter(new URLSearchParams())).toEqual(ANY_NODE)
})

test('what a URL says and nobody understands is left out', () => {
  const params = new URLSearchParams('in=colour&arch=mips&status=happy&target=beside&older=soon&newer=0d')
  expect(parseNodeFilter(params)).toEqual(ANY_NODE)
})

test('a time of the last check is an age or a time', () => {
  const now = Date.parse('2026-03-09T08:00:00Z')
  expect(checkTimeAt('36h', now)).toBe(Date.parse('2026-03-07T20:00:00Z'))
  expect(checkTimeAt('90m', now)).toBe(Date.parse('2026-03-09T06:30:00Z'))
  expect(checkTimeAt('2026-03-07T08:00:00Z', now)).toBe(Date.parse('2026-03-07T08:00:00Z'))
})
