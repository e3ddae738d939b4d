import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Application } from '#contract/application.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import { findApplication } from '#src/domain/catalogue/find-application.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'

interface ApplicationRouteProps {
  /** Of the URL. */
  applicationId: string
  /** Of the page, until it knows better. */
  title: string
  children: (application: Application) => ReactNode
}

/** A page that is about one application, once that is known. */
export function ApplicationRoute({ applicationId, title, children }: ApplicationRouteProps) {
  const applications = useQuery(applicationsQuery())
  const application = findApplication(applications.data, applicationId)
  if (application) return children(application)
  return (
    <>
      <PageHeading title={title} />
      <QueryPanel
        title="Application"
        query={applications}
        isEmpty={() => true}
        empty={
          <EmptyState title="There is no such application">
            It may have been deleted, or the address be mistyped.
          </EmptyState>
        }
      >
        {() => null}
      </QueryPanel>
    </>
  )
}
