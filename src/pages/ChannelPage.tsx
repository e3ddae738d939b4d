import { useParams } from 'react-router'
import type { Application } from '#contract/application.ts'
import type { Channel } from '#contract/channel.ts'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import { channelTitle } from '#src/domain/catalogue/channel-title.ts'
import { ChannelEditor } from '#src/features/catalogue/ChannelEditor.tsx'
import { ChannelFloors } from '#src/features/catalogue/ChannelFloors.tsx'
import { DeleteChannelButton } from '#src/features/catalogue/DeleteChannelButton.tsx'
import { StageGroups } from '#src/features/promotion/StageGroups.tsx'
import { usePipelineGroups } from '#src/features/promotion/use-pipeline-groups.ts'
import { routes } from '#src/routes/routes.ts'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { Swatch } from '#src/ui/Swatch.tsx'
import { WriteButton } from '#src/writes/WriteButton.tsx'
import { ActivityLink } from './ActivityLink.tsx'
import { ApplicationRoute } from './ApplicationRoute.tsx'
import styles from './CataloguePage.module.css'
import { NotFound } from './NotFound.tsx'

/** A channel: its package, its groups, its floors, and a form for its name and colour. */
export const ChannelPage = () => (
  <ApplicationRoute title={routes.channel.title}>
    {(application) => <FoundChannel application={application} />}
  </ApplicationRoute>
)

function FoundChannel({ application }: { application: Application }) {
  const { channelId } = useParams()
  const channel = application.channels?.find(({ id }) => id === channelId)
  if (!channel) return <NotFound noun="Channel" />
  return <ChannelContent key={channel.id} application={application} channel={channel} />
}

function ChannelContent({ application, channel }: { application: Application; channel: Channel }) {
  const { groupsOf } = usePipelineGroups(application)
  const ids = { applicationId: application.id, channelId: channel.id }
  const version = channel.package?.version ?? null
  const title = channelTitle(channel, application.channels ?? [])
  return (
    <>
      <PageHeading
        title="Channel"
        name={channel.name}
        documentTitle={`Channel ${title}, ${application.name}`}
        aside={<Swatch colour={channel.color} />}
        note={`${archName(channel.arch)} · ${version ?? 'no package'}`}
        actions={
          <>
            <WriteButton to={routes.channelPackage.url(ids)} size="xs" variant="default">
              Set package…
            </WriteButton>
            <ActivityLink application={application.id} channel={channel.id} />
            <DeleteChannelButton application={application} channel={channel} />
          </>
        }
      />
      <div className={styles['columns']}>
        <div className={styles['stack']}>
          <ChannelFloors application={application} channel={channel} />
          <Panel title="Groups" note="nodes seen in the last 24 hours">
            <StageGroups groups={groupsOf(channel.id)} version={version} title={title} />
          </Panel>
        </div>
        <ChannelEditor application={application} channel={channel} />
      </div>
    </>
  )
}
