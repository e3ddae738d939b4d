import { generatePath } from 'react-router'

/** The names of the ids in a pattern: 'applicationId' | 'groupId' for `/applications/:applicationId/groups/:groupId`. */
export type IdOf<Pattern extends string> = Pattern extends `${infer Head}/${infer Rest}`
  ? IdOf<Head> | IdOf<Rest>
  : Pattern extends `:${infer Id}`
    ? Id
    : never

type UrlArguments<Pattern extends string> = [IdOf<Pattern>] extends [never]
  ? [search?: URLSearchParams]
  : [ids: Readonly<Record<IdOf<Pattern>, string>>, search?: URLSearchParams]

interface RouteNames {
  /** The page's name in navigation, and its heading until its data is loaded. */
  title: string
  /** The page's own breadcrumb; null if the breadcrumbs end with the last id in the URL, or there are none. */
  crumb: string | null
  /** The page that its URL does not name but its breadcrumbs lead through. */
  below: Pick<Route<'/'>, 'title' | 'url'> | null
}

export interface Route<Pattern extends string = string> extends RouteNames {
  /** The URL as React Router matches it. */
  pattern: Pattern
  /** The page's URL with encoded ids and an optional query string. */
  url: (...args: UrlArguments<Pattern>) => string
}

interface RouteOptions {
  title: string
  /** By default the title. */
  crumb?: string | null
  /** By default null. */
  below?: RouteNames['below']
}

/** Registers a page's URL and its names. */
export function defineRoute<Pattern extends string>(pattern: Pattern, options: RouteOptions): Route<Pattern>
export function defineRoute(pattern: string, { title, crumb = title, below = null }: RouteOptions) {
  const url = (idsOrSearch?: Record<string, string> | URLSearchParams, searchAfterIds?: URLSearchParams) => {
    const [ids, search] =
      idsOrSearch instanceof URLSearchParams ? [{}, idsOrSearch] : [idsOrSearch, searchAfterIds]
    const path = generatePath(pattern, ids)
    return search === undefined || search.size === 0 ? path : `${path}?${search}`
  }
  return { pattern, title, crumb, below, url }
}
