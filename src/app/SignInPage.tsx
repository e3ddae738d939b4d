import { Button } from '@mantine/core'
import { useEffect } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import * as z from 'zod/mini'
import { BROWSER_SIGN_IN_PATHS, PAGE_PATHS } from '#contract/page-paths.ts'
import { GITHUB_SIGN_IN_URL, SIGN_IN_PROBLEMS, SIGN_IN_URL, type SignInProblem } from '#contract/session.ts'
import { BROWSER_SIGN_IN_URL, signedInTab } from '#src/api/browser-sign-in/signed-in-tab.ts'
import { signInHref } from '#src/api/session.ts'
import { StandalonePage } from './StandalonePage.tsx'

const PROBLEMS: Record<SignInProblem, string> = {
  declined: 'The sign-in provider reports that the sign-in was declined.',
  expired: 'The sign-in took too long, or another browser began it.',
  refused: 'The sign-in provider’s response could not be used. The server’s log has the reason.',
  unavailable: 'The sign-in provider can’t be reached from the server. Try again in a moment.',
  client:
    'The sign-in provider refuses the server as its client: the client’s id or secret is wrong (--oidc-client-id, --oidc-client-secret).',
  scope: 'The sign-in provider refuses the scopes that the server requests (--oidc-scopes).',
  github:
    'The update server did not sign you in with GitHub: your account may be in none of its teams, or the sign-in took too long. The update server’s log has the reason.',
  audience: 'The sign-in provider refuses the audience that the server requests (--oidc-audience).',
}

const problemSchema = z.enum(SIGN_IN_PROBLEMS)

/** The page that the server sends a browser to when a sign-in failed. */
export function FailedSignInPage() {
  const [params] = useSearchParams()
  const problem = problemSchema.safeParse(params.get('problem'))
  return (
    <StandalonePage title={problem.success ? 'Failed to sign in' : 'Sign in'}>
      {problem.success && <p>{PROBLEMS[problem.data]}</p>}
      <SignInButton
        signInUrl={params.get('problem') === 'github' ? GITHUB_SIGN_IN_URL : SIGN_IN_URL}
        returnTo={params.get('return_to') ?? '/'}
      />
      <SignInHelp />
    </StandalonePage>
  )
}

interface SignInPageProps {
  signInUrl: string
  /** A page of the dashboard; by default the current one. */
  returnTo?: string
}

/** The page in place of the dashboard for whoever isn't signed in. */
export function SignInPage({ signInUrl, returnTo = currentPath() }: SignInPageProps) {
  const continues = signInUrl === BROWSER_SIGN_IN_URL && signedInTab.isRemembered()
  const navigate = useNavigate()
  useEffect(() => {
    if (continues) void navigate(signInHref(BROWSER_SIGN_IN_PATHS.start, returnTo), { replace: true })
  }, [continues, navigate, returnTo])
  if (continues) return null
  return (
    <StandalonePage title="Sign in">
      <p>This server shows its fleet to people who sign in.</p>
      <SignInButton signInUrl={signInUrl} returnTo={returnTo} />
      <SignInHelp />
    </StandalonePage>
  )
}

/** Leads to what an administrator needs to know. */
export const SignInHelp = () => (
  <p>
    <Link to={PAGE_PATHS.signInCheck}>Check the sign-in</Link> if it does not work.
  </p>
)

function SignInButton({ signInUrl, returnTo }: { signInUrl: string; returnTo: string }) {
  return (
    <Button component="a" href={signInHref(signInUrl, returnTo)}>
      Sign in
    </Button>
  )
}

export const currentPath = (): string => location.pathname + location.search + location.hash
