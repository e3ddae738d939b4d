import { queryOptions } from '@tanstack/react-query'
import { signInCheckSchema } from '#contract/sign-in-check.ts'
import { nullIfSignIn } from '#src/api/session.ts'
import { platteRequest } from '#src/api/platte-request.ts'

/** What an administrator needs to find out why somebody can't sign in; null where Platte signs nobody in. */
export const signInCheckQuery = () =>
  queryOptions({
    queryKey: ['platte', 'sign-in-check'],
    queryFn: ({ signal }) =>
      platteRequest('/platte/sign-in/check', signInCheckSchema, signal).catch(nullIfSignIn),
    staleTime: 0,
    retry: false,
  })
