import type * as z from 'zod/mini'
import { collectPages, ListTooLongError } from '#contract/collect-pages.ts'
import { ApiError } from './api-error.ts'
import { request } from './http.ts'

interface WholeList<Schema extends z.core.$ZodType, Item> {
  /** Without a query. */
  path: string
  /** Of one page. */
  schema: Schema
  /** Further parameters. */
  params?: Record<string, string>
  itemsOf: (page: z.output<Schema>) => readonly Item[] | null
}

/**
 * All entries of a list, however many pages it takes; `[]` when there are none.
 * @throws ApiError if a request fails, or the list is longer than Platte reads
 */
export async function readWholeList<
  Item extends { id: string },
  Schema extends z.core.$ZodType<{ totalCount: number }>,
>({ path, schema, params = {}, itemsOf }: WholeList<Schema, Item>, signal: AbortSignal): Promise<Item[]> {
  const more = Object.entries(params).map(([name, value]) => `&${name}=${encodeURIComponent(value)}`)
  try {
    return await collectPages(async (query) => {
      const page = await request(`${path}?${query}${more.join('')}`, schema, { signal })
      return { items: itemsOf(page), totalCount: page.totalCount }
    })
  } catch (error) {
    if (error instanceof ListTooLongError) throw new ApiError('unreadable', `${error.message} (${path})`)
    throw error
  }
}
