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

describe('the list of nodes in a URL', () => {
  test('is read back as it was written', () => {
    expect(read(new URLSearchParams(groupNodeListParams(list)).toString())).toEqual(list)
  })

  test('is not written when it is as usual', () => {
    expect(groupNodeListParams(DEFAULT_NODE_LIST)).toEqual([])
    expect(read('')).toEqual(DEFAULT_NODE_LIST)
  })

  test('is as usual where the URL says what cannot be', () => {
    expect(read('seen=2w&in=mac&status=5&sort=version&page=-3&rows=7')).toEqual(DEFAULT_NODE_LIST)
    expect(read('page=0&rows=100000&status=constructor')).toEqual(DEFAULT_NODE_LIST)
  })

  test('goes back to its first page with any other change', () => {
    expect(changeGroupNodeList(list, { status: 'error' })).toMatchObject({ status: 'error', page: 1 })
    expect(changeGroupNodeList(list, { page: 5 })).toEqual({ ...list, page: 5 })
  })
})

describe('the question to the server', () => {
  test('says everything that the list does', () => {
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

  test('leaves out what filters nothing', () => {
    expect(instanceFilter({ ...DEFAULT_NODE_LIST, search: '  ' })).toEqual({
      duration: '1d',
      page: 1,
      perPage: 25,
      sortBy: 'lastCheck',
      sortOrder: 'descending',
    })
  })
})
