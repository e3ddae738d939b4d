import { Button } from '@mantine/core'
import { useSearchParams } from 'react-router'
import * as z from 'zod/mini'
import { SIGN_IN_PROBLEMS, type SignInProblem } from '#contract/session.ts'
import { SIGN_IN_URL, signInHref } from '#src/api/session.ts'
import { StandalonePage } from './StandalonePage.tsx'

const PROBLEMS: Record<SignInProblem, string> = {
  declined: 'The sign-in provider reports that the sign-in was declined.',
  expired: 'The sign-in took too long, or another browser began it.',
  refused:
    'The sign-in provider’s answer could not be used. The server’s log has the reason: often the client, its secret or its redirect URI is not set up as the provider expects.',
  unavailable: 'The sign-in provider can’t be reached from the server. Try again in a moment.',
}

const problemSchema = z.enum(SIGN_IN_PROBLEMS)

/** The page that the server sends a browser to when a sign-in failed. */
export function FailedSignInPage() {
  const [params] = useSearchParams()
  const problem = problemSchema.safeParse(params.get('problem'))
  return (
    <StandalonePage title={problem.success ? 'Failed to sign in' : 'Sign in'}>
      {problem.success && <p>{PROBLEMS[problem.data]}</p>}
      <SignInButton signInUrl={SIGN_IN_URL} returnTo={params.get('return_to') ?? '/'} />
    </StandalonePage>
  )
}

/** The page in place of the dashboard for whoever isn't signed in. */
export function SignInPage({ signInUrl }: { signInUrl: string }) {
  return (
    <StandalonePage title="Sign in">
      <p>This server shows its fleet to people who sign in.</p>
      <SignInButton signInUrl={signInUrl} returnTo={currentPath()} />
    </StandalonePage>
  )
}

function SignInButton({ signInUrl, returnTo }: { signInUrl: string; returnTo: string }) {
  return (
    <Button component="a" href={signInHref(signInUrl, returnTo)}>
      Sign in
    </Button>
  )
}

export const currentPath = (): string => location.pathname + location.search + location.hash
