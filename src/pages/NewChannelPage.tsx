import { ChannelForm } from '#src/features/catalogue/ChannelForm.tsx'
import { routes } from '#src/routes/routes.ts'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { ApplicationRoute } from './ApplicationRoute.tsx'

export const NewChannelPage = () => (
  <ApplicationRoute title={routes.newChannel.title}>
    {(application) => (
      <>
        <PageHeading
          title="Add a channel to"
          name={application.name}
          note="Its nodes are those of the groups that follow it"
        />
        <ChannelForm application={application} />
      </>
    )}
  </ApplicationRoute>
)
