import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { beginSignIn, finishSignIn } from '#src/api/browser-sign-in/browser-session.ts'
import { BROWSER_SIGN_IN_URL, signedInTab } from '#src/api/browser-sign-in/signed-in-tab.ts'
import { PAGE_PATHS } from '#contract/page-paths.ts'
import { serverConfigQuery } from '#src/api/server-config.ts'
import { signInHref } from '#src/api/session.ts'
import { errorMessage } from '#src/lib/error-message.ts'
import { withoutPageBase } from '#src/lib/page-base.ts'
import { LoadingLines } from '#src/ui/QueryPanel.tsx'
import { resetSignIn } from '#src/api/connection.ts'
import { SignInHelp } from './SignInPage.tsx'
import { StandalonePage } from './StandalonePage.tsx'

/** The way to the provider and back, where a Nebraska serves the dashboard and no process of ours keeps tokens. */
export function BrowserSignInPage() {
  const { pathname, search } = useLocation()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const config = useQuery(serverConfigQuery())
  const [failure, setFailure] = useState<string | null>(null)
  const { data } = config
  useEffect(() => {
    if (!data) return
    const proceed = async () => {
      if (pathname === PAGE_PATHS.browserSignIn)
        return beginSignIn(data, new URLSearchParams(search).get('return_to') ?? '/')
      const returnTo = await finishSignIn(data)
      resetSignIn()
      await queryClient.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'config' })
      await navigate(withoutPageBase(returnTo.startsWith('/') ? returnTo : '/'), { replace: true })
    }
    proceed().catch((error: unknown) => {
      signedInTab.forget()
      setFailure(errorMessage(error))
    })
  }, [data, pathname, search, navigate, queryClient])
  const problem = failure ?? config.error?.message ?? null
  if (problem === null)
    return (
      <StandalonePage title="Signing in">
        <LoadingLines label="Signing in" />
      </StandalonePage>
    )
  return (
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
}
