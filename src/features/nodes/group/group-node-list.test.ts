import { describe, expect, test } from 'vitest'
import {
  changeGroupNodeList,
  instanceFilter,
  type GroupNodeList,
  groupNodeListParams,
  parseGroupNodeList,
  DEFAULT_NODE_LIST,
} from './group-node-list.ts'

const list: GroupNodeList = {
  seen: '30d',
  search: 'rack 7/ü&',
  searchField: 'alias',
  status: 'onHold',
  version: '3975.2.1+build',
  sort: { column: 'ip', descending: false },
  page: 4,
  perPage: 100,
}
const read = (query: string) => parseGroupNodeList(new URLSearchParams(query))

describe('a group’s node list in the URL', () => {
  test('survives a round trip', () => {
    expect(read(new URLSearchParams(groupNodeListParams(list)).toString())).toEqual(list)
  })

  test('leaves out defaults', () => {
    expect(groupNodeListParams(DEFAULT_NODE_LIST)).toEqual([])
    expect(read('')).toEqual(DEFAULT_NODE_LIST)
  })

  test('falls back to defaults for unknown values', () => {
    expect(read('seen=2w&in=mac&status=5&sort=version&page=-3&rows=7')).toEqual(DEFAULT_NODE_LIST)
    expect(read('page=0&rows=100000&status=constructor')).toEqual(DEFAULT_NODE_LIST)
  })

  test('goes back to its first page with every other change', () => {
    expect(changeGroupNodeList(list, { status: 'error' })).toMatchObject({ status: 'error', page: 1 })
    expect(changeGroupNodeList(list, { page: 5 })).toEqual({ ...list, page: 5 })
  })
})

describe('the request for a node list', () => {
  test('has every filter of the list', () => {
    expect(instanceFilter(list)).toEqual({
      duration: '30d',
      page: 4,
      perPage: 100,
      sortBy: 'ip',
      sortOrder: 'ascending',
      status: 8,
      version: '3975.2.1+build',
      searchField: 'alias',
      searchValue: 'rack 7/ü&',
    })
  })

  test('leaves out filters that are not set', () => {
    expect(instanceFilter({ ...DEFAULT_NODE_LIST, search: '  ' })).toEqual({
      duration: '1d',
      page: 1,
      perPage: 25,
      sortBy: 'lastCheck',
      sortOrder: 'descending',
    })
  })
})
