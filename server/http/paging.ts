import * as z from 'zod/mini'
import { wholeNumber } from './request-values.ts'

const DEFAULT_PERPAGE = 10
const SMALLEST_PERPAGE = 10

export const pageShape = {
  page: z.optional(wholeNumber('page', 0)),
  perpage: z.optional(wholeNumber('perpage', SMALLEST_PERPAGE)),
}
export const pageQuery = z.object(pageShape)

export interface PageQuery {
  page?: number | undefined
  perpage?: number | undefined
}

/** Which rows of a list a page shows; page 0 is the first one too. */
export function pageRows({ page, perpage }: PageQuery, defaultPerpage = DEFAULT_PERPAGE) {
  const limit = inBigint(perpage || defaultPerpage)
  return { limit, offset: inBigint((Math.max(page ?? 1, 1) - 1) * limit) }
}

/** What PostgreSQL takes as `bigint` and JavaScript prints without an exponent; no list is that long. */
const inBigint = (count: number) => Math.min(count, Number.MAX_SAFE_INTEGER)
