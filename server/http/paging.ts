import * as z from 'zod/mini'
import { wholeNumber } from './request-values.ts'

const DEFAULT_PERPAGE = 10
const MIN_PERPAGE = 10
/** Of a page of any list but that of nodes. */
const MAX_ROWS = 1000

export const pageShape = {
  page: z.optional(wholeNumber('page', 0)),
  perpage: z.optional(wholeNumber('perpage', MIN_PERPAGE)),
}
export const pageQuery = z.object(pageShape)

export interface PageQuery {
  page?: number | undefined
  perpage?: number | undefined
}

/**
 * The rows of a page. Pages count from 1; page 0 is the first one too. A page has at most `most` rows, and the next one
 * begins after them.
 */
export function pageRows(
  { page, perpage }: PageQuery,
  { defaultPerpage = DEFAULT_PERPAGE, most = MAX_ROWS }: { defaultPerpage?: number; most?: number } = {},
) {
  const limit = Math.min(perpage || defaultPerpage, most)
  return { limit, offset: capped((Math.max(page ?? 1, 1) - 1) * limit) }
}

/** Keeps to what PostgreSQL reads as `bigint` and JavaScript prints without an exponent; no list is that long. */
const capped = (count: number) => Math.min(count, Number.MAX_SAFE_INTEGER)
