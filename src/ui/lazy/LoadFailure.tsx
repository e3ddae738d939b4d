import { Button } from '@mantine/core'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { needsReload } from './load-module.ts'

export interface LoadFailureProps {
  /** What failed: "Failed to load the chart". */
  title: string
  error: Error
  isRetrying: boolean
  onRetry: () => void
}

/** Stands where a part would be whose code did not arrive, which is requested again meanwhile. */
export function LoadFailure({ title, error, isRetrying, onRetry }: LoadFailureProps) {
  const isBuildChanged = needsReload(error)
  return (
    <div role="alert">
      <EmptyState
        title={title}
        actions={
          <>
            {isBuildChanged && <ReloadButton />}
            <Button size="xs" variant="default" onClick={onRetry} loading={isRetrying}>
              Retry
            </Button>
          </>
        }
      >
        {error.message} {!isBuildChanged && 'Platte keeps retrying.'}
      </EmptyState>
    </div>
  )
}

/** Loads the page again, with the build that the server has by now. */
export function ReloadButton() {
  return (
    <Button size="xs" onClick={() => window.location.reload()}>
      Reload
    </Button>
  )
}
