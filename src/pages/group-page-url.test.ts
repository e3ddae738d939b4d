import { expect, test } from 'vitest'
import { groupPageParams, parseGroupPage } from './group-page-url.ts'

const read = (query: string) => parseGroupPage(new URLSearchParams(query))

test('a group page is read back from its URL as it was written', () => {
  const url = read('range=30d&status=error&page=2')
  expect(url.range).toBe('30d')
  expect(url.list).toMatchObject({ status: 'error', page: 2 })
  expect(parseGroupPage(groupPageParams(url))).toEqual(url)
})

test('a page as usual needs no words in its URL', () => {
  expect(groupPageParams(read('')).toString()).toBe('')
  expect(groupPageParams(read('range=1y')).toString()).toBe('')
})
