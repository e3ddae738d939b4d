import { useQuery } from '@tanstack/react-query'
import { applicationsQuery } from '#src/api/applications.ts'
import { ApplicationsTable } from '#src/features/applications/ApplicationsTable.tsx'
import { DeletionNotices } from '#src/features/applications/DeletionNotices.tsx'
import { compareNames } from '#src/lib/compare-names.ts'
import { routes } from '#src/routes/routes.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { WriteButton } from '#src/writes/WriteButton.tsx'

/** Every application of the server. */
export function ApplicationsPage() {
  const applications = useQuery(applicationsQuery())
  return (
    <>
      <PageHeading
        title={routes.applications.title}
        note="What nodes run and update, each with its own groups, channels and packages"
        actions={
          <WriteButton to={routes.newApplication.url()} size="xs" variant="default">
            Add an application
          </WriteButton>
        }
      />
      <DeletionNotices />
      <QueryPanel
        title="Applications"
        flush
        query={applications}
        isEmpty={(all) => all.length === 0}
        empty={<EmptyState title="No applications yet">Add one for what your nodes run.</EmptyState>}
      >
        {(all) => <ApplicationsTable applications={all.toSorted((a, b) => compareNames(a.name, b.name))} />}
      </QueryPanel>
    </>
  )
}
