import { expect, test } from 'vitest'
import { collectPages, ListTooLongError } from './collect-pages.ts'

const entries = (count: number, first = 0) =>
  Array.from({ length: count }, (_, n) => ({ id: String(first + n) }))

/** A server with pages of at most `perPage` entries. */
const serverOf = (list: readonly { id: string }[], perPage = 1000) => {
  const queries: string[] = []
  return {
    queries,
    readPage: async (query: string) => {
      queries.push(query)
      const first = (Number(new URLSearchParams(query).get('page')) - 1) * perPage
      const items = list.slice(first, first + perPage)
      return { items: items.length === 0 ? null : items, totalCount: list.length }
    },
  }
}

test('a list of several pages is read whole, in its order', async () => {
  const { readPage, queries } = serverOf(entries(2500))
  expect(await collectPages(readPage)).toEqual(entries(2500))
  expect(queries).toEqual([1, 2, 3].map((page) => `page=${page}&perpage=1000`))
})

test('a short or empty list takes one request', async () => {
  for (const count of [0, 1, 1000]) {
    const { readPage, queries } = serverOf(entries(count))
    expect(await collectPages(readPage)).toHaveLength(count)
    expect(queries).toHaveLength(1)
  }
})

test('a server with shorter pages is read whole too', async () => {
  expect(await collectPages(serverOf(entries(95), 10).readPage)).toHaveLength(95)
})

test('an entry that moves to the next page while the list is read is there once', async () => {
  const pages = [entries(1000), entries(1000, 999)]
  const readPage = async () => ({ items: pages.shift() ?? null, totalCount: 2000 })
  expect(await collectPages(readPage)).toEqual(entries(1999))
})

test('a list that is too long is an error with its length', async () => {
  const { readPage, queries } = serverOf(entries(21))
  await expect(collectPages(readPage, 20)).rejects.toThrow(new ListTooLongError(21, 20))
  expect(queries).toHaveLength(1)
})
