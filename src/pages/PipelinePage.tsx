import { Button } from '@mantine/core'
import { Link } from 'react-router'
import type { Application } from '#contract/application.ts'
import { pipelineOrder, pipelinesOf, moveToPlaceOf } from '#src/domain/promotion/promotion-pipeline.ts'
import { PipelinePanel } from '#src/features/promotion/PipelinePanel.tsx'
import { usePipelineGroups } from '#src/features/promotion/use-pipeline-groups.ts'
import { usePipelineOrder } from '#src/features/promotion/use-pipeline-order.ts'
import { routes } from '#src/routes/routes.ts'
import { OldDataAge } from '#src/ui/DataAge.tsx'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { ApplicationRoute } from './ApplicationRoute.tsx'
import { WriteButton } from '#src/writes/WriteButton.tsx'

/** The promotion pipelines of an application: its channels in order, for each arch. */
export const PipelinePage = () => (
  <ApplicationRoute title={routes.channels.title}>
    {(application) => <Pipelines application={application} />}
  </ApplicationRoute>
)

function Pipelines({ application }: { application: Application }) {
  const { groupsOf, oldestReadAt } = usePipelineGroups(application)
  return (
    <>
      <PageHeading
        title="Channels of"
        name={application.name}
        note={
          <>
            From each channel to the next · nodes seen in the last 24 hours
            <OldDataAge updatedAt={oldestReadAt} />
          </>
        }
        actions={<PipelineLinks {...application} />}
      />
      {application.channels?.length ? (
        <PipelinePanels application={application} groupsOf={groupsOf} />
      ) : (
        <Panel title="Channels">
          <EmptyState title="No channels yet">
            A channel determines which package the nodes of its groups get.
          </EmptyState>
        </Panel>
      )}
    </>
  )
}

function PipelineLinks({ id }: Application) {
  const button = { size: 'xs', variant: 'default' } as const
  return (
    <>
      <Button {...button} component={Link} to={routes.packages.url({ applicationId: id })}>
        Packages
      </Button>
      <WriteButton {...button} to={routes.newPackage.url({ applicationId: id })}>
        Add a package
      </WriteButton>
      <WriteButton {...button} to={routes.newChannel.url({ applicationId: id })}>
        Add a channel
      </WriteButton>
    </>
  )
}

interface PipelinePanelsProps extends Pick<ReturnType<typeof usePipelineGroups>, 'groupsOf'> {
  application: Application
}

function PipelinePanels({ application, groupsOf }: PipelinePanelsProps) {
  const { chosen, setChosen } = usePipelineOrder(application.id)
  const channels = application.channels ?? []
  const order = pipelineOrder(
    channels.map(({ name }) => name),
    chosen,
  )
  return pipelinesOf(application, chosen).map((pipeline) => (
    <PipelinePanel
      key={pipeline.arch}
      pipeline={pipeline}
      allChannels={channels}
      groupsOf={groupsOf}
      onMove={(channel, past) => setChosen(moveToPlaceOf(order, channel.name, past.name))}
    />
  ))
}
