import { useSearchParams } from 'react-router'
import type { Application } from '#contract/application.ts'
import { NewGroupForm } from '#src/features/policy/NewGroupForm.tsx'
import { CLONE, routes } from '#src/routes/routes.ts'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { ApplicationRoute } from './ApplicationRoute.tsx'
import { NotFound } from './NotFound.tsx'

/** Adds a group to an application, or clones the one in the URL. */
export const NewGroupPage = () => (
  <ApplicationRoute title={routes.newGroup.title}>
    {(application) => <NewGroup application={application} />}
  </ApplicationRoute>
)

function NewGroup({ application }: { application: Application }) {
  const [search] = useSearchParams()
  const cloned = search.get(CLONE)
  const source = application.groups?.find(({ id }) => id === cloned) ?? null
  if (cloned !== null && source === null) return <NotFound noun="Group" />
  return (
    <>
      {source ? (
        <PageHeading
          title="Clone"
          name={source.name}
          note="The clone gets its channel and its policy, with updates on"
        />
      ) : (
        <PageHeading
          title="Add a group to"
          name={application.name}
          note="A group decides which updates its nodes get, and how fast"
        />
      )}
      <NewGroupForm key={cloned} application={application} source={source} />
    </>
  )
}
