import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { serverConfigQuery } from '#src/api/server-config.ts'
import { forgetSignIn, useConnection } from '#src/app/connection.ts'
import { PlainPage } from '#src/app/PlainPage.tsx'

const RETRY_WHILE_SILENT = 5000

/**
 * Lets the dashboard through unless the server doesn't answer at all or wants people to sign in; then it
 * says so in words. It doesn't hold the pages up: they ask for their data while `/config` is on its way.
 */
export function ServerGate({ children }: { children: ReactNode }) {
  const { asksToSignIn, lastAnswer, silence } = useConnection()
  const config = useQuery({
    ...serverConfigQuery(),
    refetchInterval: ({ state }) => (state.status === 'error' ? RETRY_WHILE_SILENT : false),
  })
  const mode = config.data?.auth_mode ?? 'noop'
  if (asksToSignIn || mode !== 'noop') return <SignInPage mode={mode} />
  if (lastAnswer === null && silence) {
    return (
      <PlainPage title="The update server does not answer">
        <p>{silence.message}</p>
        <p>Platte tries again every few seconds and goes on by itself.</p>
        <Button variant="default" onClick={() => void config.refetch()} loading={config.isFetching}>
          Retry now
        </Button>
      </PlainPage>
    )
  }
  return children
}

function SignInPage({ mode }: { mode: string }) {
  const queryClient = useQueryClient()
  const askAgain = () => {
    forgetSignIn()
    void queryClient.resetQueries()
  }
  return (
    <PlainPage title="This server asks people to sign in">
      <p>
        The update server lets in only those who sign in{mode !== 'noop' && ` (${mode})`}, and Platte can’t do
        that yet.
      </p>
      <p>
        Use the server’s own dashboard, or put Platte in front of an update server that runs with{' '}
        <code>-auth-mode noop</code> on a network where only operators reach it.
      </p>
      <Button variant="default" onClick={askAgain}>
        Try again
      </Button>
    </PlainPage>
  )
}
