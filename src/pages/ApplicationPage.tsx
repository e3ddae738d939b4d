import { ApplicationHeading } from '#src/features/applications/ApplicationHeading.tsx'
import { ChannelsPanel } from '#src/features/applications/ChannelsPanel.tsx'
import { DeleteApplicationButton } from '#src/features/applications/DeleteApplicationButton.tsx'
import { DeletionNotices } from '#src/features/applications/DeletionNotices.tsx'
import { GroupsPanel } from '#src/features/applications/GroupsPanel.tsx'
import { NewestPackagesPanel } from '#src/features/applications/NewestPackagesPanel.tsx'
import { routes } from '#src/routes/routes.ts'
import { ActivityLink } from './ActivityLink.tsx'
import styles from './ApplicationPage.module.css'
import { ApplicationRoute } from './ApplicationRoute.tsx'

/** An application: its groups, channels and newest packages. */
export const ApplicationPage = () => (
  <ApplicationRoute title={routes.application.title}>
    {(application) => (
      <>
        <ApplicationHeading
          application={application}
          actions={
            <>
              <ActivityLink application={application.id} />
              <DeleteApplicationButton application={application} />
            </>
          }
        />
        <DeletionNotices />
        <GroupsPanel application={application} />
        <div className={styles['columns']}>
          <ChannelsPanel application={application} />
          <NewestPackagesPanel applicationId={application.id} />
        </div>
      </>
    )}
  </ApplicationRoute>
)
