import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { applicationsQuery } from '#src/api/applications.ts'
import { findApplication } from '#src/domain/catalogue/find-application.ts'
import { NewApplicationForm } from '#src/features/applications/NewApplicationForm.tsx'
import { CLONE, routes } from '#src/routes/routes.ts'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { NotFound } from './NotFound.tsx'

/** Adds an application, or clones the one in the URL. */
export function NewApplicationPage() {
  const [search] = useSearchParams()
  const cloned = search.get(CLONE)
  const applications = useQuery(applicationsQuery())
  if (cloned === null) {
    return (
      <>
        <PageHeading
          title={routes.newApplication.title}
          note="It starts without groups, channels and packages"
        />
        <NewApplicationForm source={null} />
      </>
    )
  }
  const source = findApplication(applications.data, cloned)
  if (source === undefined && applications.data) return <NotFound noun="Application" />
  if (source === undefined) {
    return (
      <>
        <PageHeading title="Clone an application" />
        <QueryPanel title="Application" query={applications}>
          {() => null}
        </QueryPanel>
      </>
    )
  }
  return (
    <>
      <PageHeading
        title="Clone"
        name={source.name}
        note="The clone gets its groups with updates on, and its channels without packages"
      />
      <NewApplicationForm key={source.id} source={source} />
    </>
  )
}
