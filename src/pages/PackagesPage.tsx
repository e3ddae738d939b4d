import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import type { Application } from '#contract/application.ts'
import { packagesQuery } from '#src/api/packages.ts'
import { packageRows } from '#src/features/catalogue/package-row.ts'
import { PackagesTable } from '#src/features/catalogue/PackagesTable.tsx'
import { plural } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { SearchField } from '#src/ui/SearchField.tsx'
import { ApplicationRoute } from './ApplicationRoute.tsx'
import { WriteButton } from '#src/writes/WriteButton.tsx'

/** The packages of an application, and the channels that have them. */
export const PackagesPage = () => (
  <ApplicationRoute title={routes.packages.title}>
    {(application) => <Packages application={application} />}
  </ApplicationRoute>
)

const SEARCH = 'search'

function Packages({ application }: { application: Application }) {
  const [params, setParams] = useSearchParams()
  const search = params.get(SEARCH) ?? ''
  const packages = useQuery(packagesQuery(application.id))
  const onSearch = (search: string) =>
    setParams(search === '' ? {} : { [SEARCH]: search }, { replace: true, preventScrollReset: true })
  return (
    <>
      <PageHeading
        title="Packages of"
        name={application.name}
        note={packages.data && `${plural(packages.data.length, 'package')}, the newest version first`}
        actions={
          <>
            <Button
              component={Link}
              to={routes.channels.url({ applicationId: application.id })}
              size="xs"
              variant="default"
            >
              Channels
            </Button>
            <WriteButton
              to={routes.newPackage.url({ applicationId: application.id })}
              size="xs"
              variant="default"
            >
              Add a package
            </WriteButton>
          </>
        }
      />
      <QueryPanel
        title="Packages"
        flush
        query={packages}
        isEmpty={(packages) => packages.length === 0}
        empty={
          <EmptyState title="No packages yet">
            A package holds the URL that nodes download a version from. Add one, then set it on a channel.
          </EmptyState>
        }
        actions={<SearchField label="Search packages" value={search} onChange={onSearch} />}
      >
        {(packages) => <PackagesTable rows={packageRows(packages, application, search)} />}
      </QueryPanel>
    </>
  )
}
