import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useParams } from 'react-router'
import type { Application } from '#contract/application.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import { findApplication } from '#src/domain/catalogue/find-application.ts'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { NotFound } from './NotFound.tsx'

interface ApplicationRouteProps {
  /** The page's heading until the application is loaded. */
  title: string
  children: (application: Application) => ReactNode
}

/** A page about the application in the URL. */
export function ApplicationRoute({ title, children }: ApplicationRouteProps) {
  const { applicationId } = useParams()
  const applications = useQuery(applicationsQuery())
  const application = findApplication(applications.data, applicationId)
  if (application) return children(application)
  if (applications.data) return <NotFound noun="Application" />
  return (
    <>
      <PageHeading title={title} note={null} />
      <QueryPanel title="Application" query={applications}>
        {() => null}
      </QueryPanel>
    </>
  )
}
