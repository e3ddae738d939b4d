import { EditApplicationForm } from '#src/features/applications/EditApplicationForm.tsx'
import { routes } from '#src/routes/routes.ts'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { ApplicationRoute } from './ApplicationRoute.tsx'

/** The form for an application's name, description and product id. */
export const EditApplicationPage = () => (
  <ApplicationRoute title={routes.editApplication.title}>
    {(application) => (
      <>
        <PageHeading title="Edit" name={application.name} />
        <EditApplicationForm key={application.id} application={application} />
      </>
    )}
  </ApplicationRoute>
)
