import { expect, test } from 'vitest'
import { groupPageParams, parseGroupPage } from './group-page-url.ts'

const read = (query: string) => parseGroupPage(new URLSearchParams(query))

test('a query string written to a URL is read back', () => {
  const url = read('range=30d&status=error&page=2')
  expect(url.range).toBe('30d')
  expect(url.list).toMatchObject({ status: 'error', page: 2 })
  expect(parseGroupPage(groupPageParams(url))).toEqual(url)
})

test('defaults are an empty query string', () => {
  expect(groupPageParams(read('')).toString()).toBe('')
  expect(groupPageParams(read('range=1y')).toString()).toBe('')
})
