import { generatePath } from 'react-router'

/** The ids that a pattern names: 'applicationId' | 'groupId' for `/applications/:applicationId/groups/:groupId`. */
export type IdOf<Pattern extends string> = Pattern extends `${infer Head}/${infer Rest}`
  ? IdOf<Head> | IdOf<Rest>
  : Pattern extends `:${infer Id}`
    ? Id
    : never

type UrlArguments<Pattern extends string> = [IdOf<Pattern>] extends [never]
  ? [search?: URLSearchParams]
  : [ids: Readonly<Record<IdOf<Pattern>, string>>, search?: URLSearchParams]

interface RouteNames {
  /** What the page is called wherever it is linked to, and its heading until it knows a better one. */
  title: string
  /** The last breadcrumb; null where the name of the last id in the URL is the last breadcrumb. */
  crumb: string | null
}

export interface Route<Pattern extends string = string> extends RouteNames {
  /** The URL as React Router matches it. */
  pattern: Pattern
  /** The page's URL with its ids, encoded, and a query string. */
  url: (...args: UrlArguments<Pattern>) => string
}

interface RouteOptions {
  title: string
  /** The title unless it says otherwise. */
  crumb?: string | null
}

/** A page's URL and names. */
export function defineRoute<Pattern extends string>(pattern: Pattern, options: RouteOptions): Route<Pattern>
export function defineRoute(pattern: string, { title, crumb = title }: RouteOptions) {
  const url = (idsOrSearch?: Record<string, string> | URLSearchParams, searchAfterIds?: URLSearchParams) => {
    const [ids, search] =
      idsOrSearch instanceof URLSearchParams ? [{}, idsOrSearch] : [idsOrSearch, searchAfterIds]
    const path = generatePath(pattern, ids)
    return search === undefined || search.size === 0 ? path : `${path}?${search}`
  }
  return { pattern, title, crumb, url }
}
