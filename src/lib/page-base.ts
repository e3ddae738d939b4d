/**
 * A Nebraska that asks for a sign-in serves the dashboard without a token at few paths only, and a browser sends none when it
 * opens a page. Below this one it does at any depth, so pages stay reachable by their URLs.
 */
export const OPEN_PATH = '/apps'

/** The path below which the pages are: `/apps`, or empty where they are at the root. */
export const pageBase = (): string =>
  location.pathname === OPEN_PATH || location.pathname.startsWith(`${OPEN_PATH}/`) ? OPEN_PATH : ''

/** A page's path without that. */
export const withoutPageBase = (path: string): string =>
  path === OPEN_PATH || path.startsWith(`${OPEN_PATH}/`) ? path.slice(OPEN_PATH.length) || '/' : path
