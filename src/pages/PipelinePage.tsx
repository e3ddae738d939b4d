import { Button } from '@mantine/core'
import { Link } from 'react-router'
import type { Application } from '#contract/application.ts'
import { pipelineOrder, pipelinesOf, moveToPlaceOf } from '#src/domain/promotion/promotion-pipeline.ts'
import { PipelinePanel } from '#src/features/promotion/PipelinePanel.tsx'
import { useApplicationFacts } from '#src/features/promotion/use-application-facts.ts'
import { usePipelineOrder } from '#src/features/promotion/use-pipeline-order.ts'
import { routes } from '#src/routes/routes.ts'
import { DataAge } from '#src/ui/DataAge.tsx'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { ApplicationRoute } from './ApplicationRoute.tsx'

/** The promotion pipelines of an application: its channels in order, for each arch. */
export const PipelinePage = () => (
  <ApplicationRoute title={routes.channels.title}>
    {(application) => <Pipelines application={application} />}
  </ApplicationRoute>
)

function Pipelines({ application }: { application: Application }) {
  const { followersOf, oldestReadAt } = useApplicationFacts(application)
  return (
    <>
      <PageHeading
        title="Channels of"
        name={application.name}
        note={
          <>
            from each channel to the next · numbers of nodes seen in the last 24 hours
            {oldestReadAt > 0 && ', '}
            <DataAge updatedAt={oldestReadAt} />
          </>
        }
        actions={<PipelineLinks {...application} />}
      />
      {application.channels?.length ? (
        <PipelinePanels application={application} followersOf={followersOf} />
      ) : (
        <Panel title="Channels">
          <EmptyState title="No channels yet">A channel says which package its groups’ nodes get.</EmptyState>
        </Panel>
      )}
    </>
  )
}

function PipelineLinks({ id }: Application) {
  const links = [
    { to: routes.packages.url({ applicationId: id }), name: 'Packages' },
    { to: routes.newPackage.url({ applicationId: id }), name: 'Add a package' },
    { to: routes.newChannel.url({ applicationId: id }), name: 'Add a channel' },
  ]
  return links.map(({ to, name }) => (
    <Button key={to} component={Link} to={to} size="xs" variant="default">
      {name}
    </Button>
  ))
}

interface PipelinePanelsProps extends Pick<ReturnType<typeof useApplicationFacts>, 'followersOf'> {
  application: Application
}

function PipelinePanels({ application, followersOf }: PipelinePanelsProps) {
  const { chosen, setChosen } = usePipelineOrder(application.id)
  const order = pipelineOrder(
    (application.channels ?? []).map(({ name }) => name),
    chosen,
  )
  return pipelinesOf(application, chosen).map((pipeline) => (
    <PipelinePanel
      key={pipeline.arch}
      ladder={pipeline}
      followersOf={followersOf}
      onMove={(channel, past) => setChosen(moveToPlaceOf(order, channel.name, past.name))}
    />
  ))
}
