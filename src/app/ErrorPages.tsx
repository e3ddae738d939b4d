import { Button } from '@mantine/core'
import { isRouteErrorResponse, useRouteError } from 'react-router'
import { StandalonePage } from './StandalonePage.tsx'
import { errorMessage } from '#src/lib/error-message.ts'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import styles from './StandalonePage.module.css'

function explainError(error: unknown): string {
  if (isRouteErrorResponse(error)) return `${error.status} ${error.statusText}`
  return `Something went wrong in the dashboard: ${errorMessage(error)}`
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
