import { useQuery } from '@tanstack/react-query'
import { useLocation, useParams } from 'react-router'
import type { Application } from '#contract/application.ts'
import type { Package } from '#contract/package.ts'
import { isNotFound } from '#src/api/api-error.ts'
import { packageQuery } from '#src/api/packages.ts'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import { packageTitle } from '#src/domain/catalogue/package-title.ts'
import { DeletePackageButton } from '#src/features/catalogue/DeletePackageButton.tsx'
import { parseFloorsLeft } from '#src/features/catalogue/floors-left.ts'
import { PackageEditor } from '#src/features/catalogue/PackageEditor.tsx'
import { PackageUse } from '#src/features/catalogue/PackageUse.tsx'
import { routes } from '#src/routes/routes.ts'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import { ApplicationRoute } from './ApplicationRoute.tsx'
import styles from './CataloguePage.module.css'
import { NotFound } from './NotFound.tsx'

/** A package: where it is used, and a form that edits it. */
export const PackagePage = () => (
  <ApplicationRoute title={routes.package.title}>
    {(application) => <FoundPackage application={application} />}
  </ApplicationRoute>
)

function FoundPackage({ application }: { application: Application }) {
  const { packageId = '' } = useParams()
  const release = useQuery(packageQuery(application.id, packageId))
  if (isNotFound(release.error)) return <NotFound noun="Package" />
  if (release.data) return <PackageContent application={application} release={release.data} />
  return (
    <>
      <PageHeading title={routes.package.title} />
      <QueryPanel title="Package" query={release}>
        {() => null}
      </QueryPanel>
    </>
  )
}

function PackageContent({ application, release }: { application: Application; release: Package }) {
  const { state } = useLocation()
  return (
    <>
      <PageHeading
        title={`Package ${release.version}`}
        documentTitle={`Package ${packageTitle(release)}, ${application.name}`}
        note={
          <>
            {archName(release.arch)} · added <RelativeTime time={Date.parse(release.created_ts)} />
          </>
        }
        actions={<DeletePackageButton application={application} release={release} />}
      />
      <div className={styles['columns']}>
        <PackageEditor application={application} release={release} />
        <PackageUse application={application} release={release} left={parseFloorsLeft(state)} />
      </div>
    </>
  )
}
