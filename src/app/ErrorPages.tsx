import { Button } from '@mantine/core'
import { isRouteErrorResponse, useRouteError } from 'react-router'
import { StandalonePage } from './StandalonePage.tsx'
import { errorMessage } from '#src/lib/error-message.ts'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import styles from './StandalonePage.module.css'

// Browsers' messages when a script of the dashboard no longer exists, as after an upgrade of the server.
const MISSING_SCRIPT = /dynamically imported module|importing a module script failed|module script/i

function explainError(error: unknown): string {
  if (isRouteErrorResponse(error)) return `${error.status} ${error.statusText}`
  const message = errorMessage(error)
  return MISSING_SCRIPT.test(message)
    ? 'A part of the dashboard failed to load. The dashboard may have been upgraded since you opened it, or the server is not responding.'
    : `Something went wrong in the dashboard: ${message}`
}

function ErrorExplanation() {
  const error = useRouteError()
  return (
    <>
      <p className={styles['text']}>{explainError(error)}</p>
      <Button variant="default" onClick={() => window.location.reload()}>
        Reload
      </Button>
    </>
  )
}

/** Replaces a page that failed to render; header and navigation stay. */
export function PageError() {
  return (
    <>
      <PageHeading title="Failed to show this page" />
      <ErrorExplanation />
    </>
  )
}

/** Replaces everything when the shell itself failed to render. */
export function ShellError() {
  return (
    <StandalonePage title="Failed to show the dashboard">
      <ErrorExplanation />
    </StandalonePage>
  )
}
