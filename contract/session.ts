import * as z from 'zod/mini'

/** Where a browser signs in to Platte's own process. */
export const SIGN_IN_URL = '/platte/sign-in'
/** Where it signs in with the GitHub account that another update server asks for. */
export const GITHUB_SIGN_IN_URL = '/platte/sign-in/github'

/** How long an access token is used where the provider doesn't say how long it lasts. */
export const ASSUMED_TOKEN_LIFETIME_S = 300

/** Response of `GET /platte/session`: who one is, and what one may do. */
export const sessionSchema = z.object({
  /** Where a browser signs in here; null where it needs not, or can't. */
  sign_in_url: z.nullable(z.string()),
  /** Null for nobody. */
  name: z.nullable(z.string()),
  /** Admins write, viewers read; null for neither, and unknown where another update server decides. */
  role: z.nullable(z.enum(['admin', 'viewer', 'unknown'])),
  /** Which role gives access, or what is missing; empty where there is nothing to say. */
  reason: z.string(),
  /** Whether there is a session to sign out of. */
  signed_in: z.boolean(),
  /** Where people manage their account; null for nowhere. */
  management_url: z.nullable(z.string()),
  /** Why the session may end soon; null where all is well. */
  notice: z.nullable(z.string()),
})
export type SessionInfo = z.infer<typeof sessionSchema>

/** Body of `POST /platte/sign-out`. */
export const signOutSchema = z.object({
  /** Also ends the person's sessions in other browsers. */
  everywhere: z.optional(z.boolean()),
})

/** Response of `POST /platte/sign-out`: where the browser signs out of the provider, if there is such an address. */
export const signedOutSchema = z.object({ location: z.nullable(z.string()) })
export type SignedOut = z.infer<typeof signedOutSchema>

/** Why nobody was signed in, in `problem` of the page's query. */
export const SIGN_IN_PROBLEMS = [
  'declined',
  'expired',
  'refused',
  'unavailable',
  'client',
  'scope',
  'audience',
  'github',
] as const
export type SignInProblem = (typeof SIGN_IN_PROBLEMS)[number]
