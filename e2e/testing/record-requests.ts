import type { Page } from '@playwright/test'

/** The paths that the page requests from the server's APIs from now on. */
export function recordApiRequests(page: Page): string[] {
  const paths: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (/^\/(?:api|config|platte)/.test(pathname)) paths.push(pathname)
  })
  return paths
}

/** The bodies of the PUT requests that the page sends from now on. */
export function recordPuts(page: Page): Record<string, unknown>[] {
  const bodies: Record<string, unknown>[] = []
  page.on('request', (request) => {
    if (request.method() === 'PUT') bodies.push(request.postDataJSON())
  })
  return bodies
}
