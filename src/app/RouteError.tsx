import { Button } from '@mantine/core'
import { isRouteErrorResponse, useRouteError } from 'react-router'
import { PlainPage } from '#src/app/PlainPage.tsx'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import styles from './PlainPage.module.css'

const reload = () => window.location.reload()

// What browsers say when a file of the dashboard is gone, as after an upgrade of the server.
const MISSING_FILE = /dynamically imported module|importing a module script failed|module script/i

function explain(error: unknown): string {
  if (isRouteErrorResponse(error)) return `${error.status} ${error.statusText}`
  const message = error instanceof Error ? error.message : String(error)
  return MISSING_FILE.test(message)
    ? 'A part of the dashboard could not be loaded. It may have been updated since you opened it, or the server does not answer.'
    : `The dashboard made a mistake: ${message}`
}

/** In place of a page that broke; the rest of the dashboard goes on. */
export function PageError() {
  const error = useRouteError()
  return (
    <>
      <PageHeading title="This page could not be shown" />
      <p className={styles['words']}>{explain(error)}</p>
      <Button variant="default" onClick={reload}>
        Reload
      </Button>
    </>
  )
}

/** In place of everything, when the shell itself broke. */
export function ShellError() {
  const error = useRouteError()
  return (
    <PlainPage title="The dashboard could not be shown">
      <p>{explain(error)}</p>
      <Button variant="default" onClick={reload}>
        Reload
      </Button>
    </PlainPage>
  )
}
