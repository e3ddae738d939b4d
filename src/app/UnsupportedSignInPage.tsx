import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { resetSignIn } from '#src/api/connection.ts'
import { StandalonePage } from './StandalonePage.tsx'

/** For a way to sign in that Platte doesn't have. */
export function UnsupportedSignInPage({ authMode }: { authMode: string }) {
  const queryClient = useQueryClient()
  const retry = () => {
    resetSignIn()
    void queryClient.resetQueries()
  }
  return (
    <StandalonePage title="This server requires a sign-in">
      <p>
        The update server only admits signed-in users{authMode !== 'noop' && ` (${authMode})`}. Platte does
        not support that yet.
      </p>
      <p>
        Use the server’s own dashboard, or connect Platte to an update server that runs with{' '}
        <code>-auth-mode noop</code> on a network that only operators can reach.
      </p>
      <Button variant="default" onClick={retry}>
        Try again
      </Button>
    </StandalonePage>
  )
}
