import type { FastifyReply } from 'fastify'
import { PAGE_PATHS } from '#contract/page-paths.ts'
import type { SignInProblem } from '#contract/session.ts'
import { badRequest } from '#server/http/http-error.ts'

/** The path of a page of this server; the first page for an address elsewhere. */
export function pathWithin(origin: string, address: string): string {
  if (!address.startsWith('/') || !URL.canParse(address, origin)) return '/'
  const url = new URL(address, origin)
  // A path such as `/.//example.com` begins with two slashes once it is resolved, and then names a host.
  return url.origin === origin && !/^\/[/\\]/.test(url.pathname) ? url.pathname + url.search + url.hash : '/'
}

/** The page that says why nobody was signed in. */
export const signInProblemPath = (problem: SignInProblem, returnTo: string): string =>
  `${PAGE_PATHS.signIn}?${new URLSearchParams({ problem, return_to: returnTo }).toString()}`

/**
 * A cookie must not be set under a name that isn't https, so the browser goes to one that is. Throws an `HttpError` where
 * there is none.
 * @param signInUrl the path where it signs in there
 */
export function redirectToPublicUrl(
  reply: FastifyReply,
  [publicUrl]: readonly string[],
  signInUrl: string,
  returnTo: string,
): FastifyReply {
  if (publicUrl === undefined)
    throw badRequest(
      'no-public-url',
      'Sign-in is not possible at this host name: start the server with --public-url.',
    )
  return reply.redirect(`${publicUrl}${signInUrl}?${new URLSearchParams({ return_to: returnTo }).toString()}`)
}
