import { useQuery } from '@tanstack/react-query'
import { applicationsQuery } from '#src/api/applications.ts'
import { activeFreezeQuery } from '#src/api/active-freeze.ts'
import { FreezeControl } from '#src/features/freeze/FreezeControl.tsx'
import { routes } from '#src/routes/routes.ts'
import { QueryError } from '#src/ui/QueryError.tsx'
import { PageHeading } from '#src/ui/PageHeading.tsx'

/** Pauses many groups at once, and restores them as they were. */
export function FreezePage() {
  const applications = useQuery({ ...applicationsQuery(), refetchOnMount: 'always' })
  const freezeState = useQuery({ ...activeFreezeQuery(), refetchOnMount: 'always' })
  const failed = [applications, freezeState].find(({ isError, data }) => isError && !data)
  return (
    <>
      <PageHeading
        title={routes.freeze.title}
        note="Switch off updates of many groups at once, and later restore each exactly as it was"
      />
      {failed && <QueryError title="Failed to load the freeze" query={failed} />}
      {applications.data && freezeState.data && (
        <FreezeControl applications={applications.data} state={freezeState.data} />
      )}
    </>
  )
}
