import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import { beginSignIn, finishSignIn } from '#src/api/browser-sign-in/browser-session.ts'
import { BROWSER_SIGN_IN_URL, signedInTab } from '#src/api/browser-sign-in/signed-in-tab.ts'
import { BROWSER_SIGN_IN_PATHS, PAGE_PATHS } from '#contract/page-paths.ts'
import { serverConfigQuery } from '#src/api/server-config.ts'
import { sessionQuery, signInHref } from '#src/api/session.ts'
import { errorMessage } from '#src/lib/error-message.ts'
import { withoutPageBase } from '#src/lib/page-base.ts'
import { LoadingLines } from '#src/ui/QueryPanel.tsx'
import { resetSignIn } from '#src/api/connection.ts'
import { SignInHelp, SignInPage } from './SignInPage.tsx'
import { StandalonePage } from './StandalonePage.tsx'
import { UnsupportedSignInPage } from './UnsupportedSignInPage.tsx'

/** What became of the sign-in, if it leads nowhere. */
type Outcome = { kind: 'failed'; problem: string } | { kind: 'elsewhere'; signInUrl: string | null }

/** The way to the provider and back, where a Nebraska serves the dashboard and no process of ours keeps tokens. */
export function BrowserSignInPage() {
  const { pathname, search } = useLocation()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const config = useQuery(serverConfigQuery())
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const { data } = config
  useEffect(() => {
    if (!data) return
    const proceed = async () => {
      const signInUrl = (await queryClient.fetchQuery(sessionQuery()))?.sign_in_url ?? null
      if (signInUrl !== BROWSER_SIGN_IN_URL) return setOutcome({ kind: 'elsewhere', signInUrl })
      if (pathname === BROWSER_SIGN_IN_PATHS.start)
        return beginSignIn(data, new URLSearchParams(search).get('return_to') ?? '/')
      const returnTo = await finishSignIn(data)
      resetSignIn()
      await queryClient.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'config' })
      await navigate(withoutPageBase(returnTo.startsWith('/') ? returnTo : '/'), { replace: true })
    }
    proceed().catch((error: unknown) => {
      signedInTab.forget()
      setOutcome({ kind: 'failed', problem: errorMessage(error) })
    })
  }, [data, pathname, search, navigate, queryClient])
  if (outcome?.kind === 'elsewhere')
    return <SignInElsewhere signInUrl={outcome.signInUrl} authMode={data?.auth_mode ?? 'noop'} />
  const problem = outcome?.problem ?? config.error?.message ?? null
  if (problem !== null) return <FailedSignIn problem={problem} />
  return (
    <StandalonePage title="Signing in">
      <LoadingLines label="Signing in" />
    </StandalonePage>
  )
}

/** Where this server signs people in at another address, or nobody. */
function SignInElsewhere({ signInUrl, authMode }: { signInUrl: string | null; authMode: string }) {
  if (signInUrl !== null) return <SignInPage signInUrl={signInUrl} returnTo={PAGE_PATHS.fleet} />
  if (authMode !== 'noop') return <UnsupportedSignInPage authMode={authMode} />
  return (
    <StandalonePage title="No sign-in is needed">
      <p>This server requires no sign-in, so this address leads nowhere.</p>
      <Button component={Link} to={PAGE_PATHS.fleet}>
        Go to the fleet
      </Button>
    </StandalonePage>
  )
}

const FailedSignIn = ({ problem }: { problem: string }) => (
  <StandalonePage title="Failed to sign in">
    <p>
      <bdi>{problem}</bdi>
    </p>
    <p>
      The provider must know this page’s address as a redirect URI of a public client, and allow requests of
      this origin (CORS).
    </p>
    <Button component="a" href={signInHref(BROWSER_SIGN_IN_URL, '/')}>
      Try again
    </Button>
    <SignInHelp />
  </StandalonePage>
)
