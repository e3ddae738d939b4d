import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { ApiError } from '#src/api/api-error.ts'
import { POLL_ACTIVE_MS } from '#src/api/polling.ts'
import { serverConfigQuery } from '#src/api/server-config.ts'
import { LazyView } from '#src/ui/lazy/LazyView.tsx'
import { createLazyComponent } from '#src/ui/lazy/lazy-component.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { isOutage, useConnection } from '#src/api/connection.ts'
import { SignInKnownContext } from '#src/writes/read-only.ts'
import { StandalonePage } from './StandalonePage.tsx'
import { watchConnection } from './watch-connection.ts'

// Loaded where people have to sign in.
const signInGate = createLazyComponent(async () => (await import('./SignInGate.tsx')).SignInGate)

/**
 * Shows the dashboard unless the update server has never responded or requires a sign-in; then it explains which.
 * The pages don't wait for `/config`: they load their data at the same time, and change nothing before it is there.
 */
export function ServerGate({ children }: { children: ReactNode }) {
  const requiresSignIn = useConnection('requiresSignIn')
  const lastResponse = useConnection('lastResponse')
  const outage = useConnection('outage')
  const client = useQueryClient()
  useEffect(() => watchConnection(client), [client])
  const config = useQuery({
    ...serverConfigQuery(),
    // In an outage, `watchConnection` reads it again.
    refetchInterval: ({ state: { error } }) =>
      error === null || isUnreadable(error) || isOutage(error) ? false : POLL_ACTIVE_MS,
  })
  const authMode = config.data?.auth_mode ?? 'noop'
  if (requiresSignIn || authMode !== 'noop')
    return (
      <LazyView
        component={signInGate}
        failureTitle="Failed to load the sign-in"
        props={{ children, authMode }}
      />
    )
  if (lastResponse === null && outage) {
    return (
      <StandalonePage title="The update server is not responding">
        <p>{outage.message}</p>
        <p>Platte retries every few seconds and continues once the server responds.</p>
        <Button variant="default" onClick={() => void config.refetch()} loading={config.isFetching}>
          Retry now
        </Button>
      </StandalonePage>
    )
  }
  return (
    <>
      {isUnreadable(config.error) && (
        <Notice tone="waiting">
          Platte can’t read this update server’s configuration and assumes that it requires no sign-in.{' '}
          {config.error.message}
        </Notice>
      )}
      <SignInKnownContext value={!config.isPending}>{children}</SignInKnownContext>
    </>
  )
}

/** What the server answers would be the same again. */
const isUnreadable = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.kind === 'unreadable'
