import { useQuery } from '@tanstack/react-query'
import { applicationsQuery } from '#src/api/applications.ts'
import { freezeInForceQuery } from '#src/api/freezes.ts'
import { FreezeControl } from '#src/features/freeze/FreezeControl.tsx'
import { routes } from '#src/routes/routes.ts'
import { ErrorState } from '#src/ui/ErrorState.tsx'
import { PageHeading } from '#src/ui/PageHeading.tsx'

/** Pauses many groups at once, and brings them back as they were. */
export function FreezePage() {
  const applications = useQuery({ ...applicationsQuery(), refetchOnMount: 'always' })
  const inForce = useQuery({ ...freezeInForceQuery(), refetchOnMount: 'always' })
  const failed = [applications, inForce].find(({ isError, data }) => isError && !data)
  return (
    <>
      <PageHeading
        title={routes.freeze.title}
        note="Switches updates of many groups off at once, and later brings each back exactly as it was"
      />
      {failed?.error && (
        <ErrorState
          title="What is frozen could not be read"
          error={failed.error}
          onRetry={() => void failed.refetch()}
          retrying={failed.isFetching}
        />
      )}
      {applications.data && inForce.data && (
        <FreezeControl applications={applications.data} inForce={inForce.data} />
      )}
    </>
  )
}
