import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import type { SessionInfo } from '#contract/session.ts'
import { hasFailedRead } from '#src/api/has-failed-read.ts'
import { sessionQuery, signInHref, signOut } from '#src/api/session.ts'
import { keepDrafts } from '#src/lib/drafts.ts'
import { errorMessage } from '#src/lib/error-message.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { QueryError } from '#src/ui/QueryError.tsx'
import { resetSignIn, useConnection } from '#src/api/connection.ts'
import { GateNoticeContext } from './gate-notice.ts'
import { currentPath, SignInHelp, SignInPage } from './SignInPage.tsx'
import { StandalonePage } from './StandalonePage.tsx'
import { UnsupportedSignInPage } from './UnsupportedSignInPage.tsx'

interface SignInGateProps {
  children: ReactNode
  /** As `/config` names it. */
  authMode: string
}

/**
 * Shows the dashboard to those who are signed in. Where a session ends meanwhile, the page stays with what was typed in it,
 * below a notice.
 */
export function SignInGate({ children, authMode }: SignInGateProps) {
  const requiresSignIn = useConnection('requiresSignIn')
  const session = useQuery(sessionQuery())
  const { data } = session
  const isSignedIn = hasRole(data) && !requiresSignIn
  const [wasSignedIn, setWasSignedIn] = useState(false)
  if (isSignedIn && !wasSignedIn) setWasSignedIn(true)
  useRefetchAfterSignIn(wasSignedIn && !isSignedIn)
  if (session.isPending && !hasFailedRead(session)) return null
  if (data === undefined)
    return (
      <StandalonePage title="Sign in">
        <QueryError title="Failed to find out who is signed in" query={session} />
      </StandalonePage>
    )
  if (!data || data.sign_in_url === null) return <UnsupportedSignInPage authMode={authMode} />
  const isRefused = data.name !== null && data.role === null
  if (isRefused && !wasSignedIn) return <NoAccessPage session={data} />
  if (!wasSignedIn) return <SignInPage signInUrl={data.sign_in_url} />
  const notice = isRefused ? (
    <LostAccessNotice reason={data.reason} />
  ) : !isSignedIn ? (
    <EndedSessionNotice signInUrl={data.sign_in_url} />
  ) : (
    data.notice !== null && <Notice tone="waiting">{data.notice}</Notice>
  )
  return <GateNoticeContext value={notice}>{children}</GateNoticeContext>
}

const hasRole = (session: SessionInfo | null | undefined) => (session?.role ?? null) !== null

/** Finds out whether the person has signed in again, in another tab. */
function useRefetchAfterSignIn(hasEnded: boolean) {
  const queryClient = useQueryClient()
  useEffect(() => {
    if (!hasEnded) return undefined
    const recheck = async () => {
      const session = await queryClient.fetchQuery({ ...sessionQuery(), staleTime: 0 })
      if (!hasRole(session)) return
      resetSignIn()
      await queryClient.invalidateQueries()
    }
    const recheckQuietly = () => void recheck().catch(() => null)
    recheckQuietly()
    window.addEventListener('focus', recheckQuietly)
    return () => window.removeEventListener('focus', recheckQuietly)
  }, [queryClient, hasEnded])
}

function EndedSessionNotice({ signInUrl }: { signInUrl: string }) {
  return (
    <Notice
      tone="waiting"
      live
      actions={
        <Button
          component="a"
          variant="default"
          size="xs"
          href={signInHref(signInUrl, currentPath())}
          onClick={keepDrafts}
        >
          Sign in
        </Button>
      }
    >
      Your session has ended. Sign in to continue on this page: what you typed in its form comes back with
      you.
    </Notice>
  )
}

const LostAccessNotice = ({ reason }: { reason: string }) => (
  <Notice tone="bad" live>
    You have no access to this fleet any more: <bdi>{reason}</bdi>.
  </Notice>
)

function NoAccessPage({ session }: { session: SessionInfo }) {
  const [failure, setFailure] = useState<string | null>(null)
  const leave = async () => {
    try {
      location.assign((await signOut()) ?? '/')
    } catch (error) {
      setFailure(errorMessage(error))
    }
  }
  return (
    <StandalonePage title="You have no access to this fleet">
      <p>
        You are signed in as <bdi>{session.name}</bdi>, but <bdi>{session.reason}</bdi>. Ask whoever
        administers the sign-in provider or this server.
      </p>
      {failure !== null && <p role="alert">Failed to sign out: {failure}</p>}
      <Button variant="default" onClick={() => void leave()}>
        Sign out
      </Button>
      <SignInHelp />
    </StandalonePage>
  )
}
