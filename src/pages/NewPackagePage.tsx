import { PackageForm } from '#src/features/catalogue/PackageForm.tsx'
import { routes } from '#src/routes/routes.ts'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { ApplicationRoute } from './ApplicationRoute.tsx'

export const NewPackagePage = () => (
  <ApplicationRoute title={routes.newPackage.title}>
    {(application) => (
      <>
        <PageHeading
          title="Add a package to"
          name={application.name}
          note="No node gets it until a channel has it"
        />
        <PackageForm application={application} />
      </>
    )}
  </ApplicationRoute>
)
