import { Button } from '@mantine/core'
import { Link, useParams } from 'react-router'
import type { Application } from '#contract/application.ts'
import { pipelineOrder, pipelinesOf, movedPast } from '#src/domain/promotion/promotion-pipeline.ts'
import { PipelinePanel } from '#src/features/promotion/PipelinePanel.tsx'
import { useApplicationFacts } from '#src/features/promotion/use-application-facts.ts'
import { usePipelineOrder } from '#src/features/promotion/use-pipeline-order.ts'
import { routes } from '#src/routes/routes.ts'
import { DataAge } from '#src/ui/DataAge.tsx'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'

/** The channels of an application as a ladder, one for each arch. */
export function PipelinePage() {
  const { applicationId = '' } = useParams()
  const { applications, application, followersOf, oldestReadAt } = useApplicationFacts(applicationId)
  return (
    <>
      <PageHeading
        title={application ? `Channels of ${application.name}` : routes.channels.title}
        note={
          application && (
            <>
              from each channel to the next · numbers of nodes seen in the last day
              {oldestReadAt > 0 && ', '}
              <DataAge updatedAt={oldestReadAt} />
            </>
          )
        }
        actions={application && <LadderLinks {...application} />}
      />
      {application?.channels?.length ? (
        <Ladders application={application} followersOf={followersOf} />
      ) : (
        <QueryPanel
          title="Channels"
          query={applications}
          isEmpty={() => true}
          empty={
            <EmptyState title={application ? 'No channels yet' : 'There is no such application'}>
              {application
                ? 'A channel says which package its groups’ nodes get.'
                : 'It may have been deleted, or the address be mistyped.'}
            </EmptyState>
          }
        >
          {() => null}
        </QueryPanel>
      )}
    </>
  )
}

function LadderLinks({ id }: Application) {
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

interface LaddersProps extends Pick<ReturnType<typeof useApplicationFacts>, 'followersOf'> {
  application: Application
}

function Ladders({ application, followersOf }: LaddersProps) {
  const { chosen, setChosen } = usePipelineOrder(application.id)
  const order = pipelineOrder(
    (application.channels ?? []).map(({ name }) => name),
    chosen,
  )
  return pipelinesOf(application, chosen).map((ladder) => (
    <PipelinePanel
      key={ladder.arch}
      ladder={ladder}
      followersOf={followersOf}
      onMove={(channel, past) => setChosen(movedPast(order, channel.name, past.name))}
    />
  ))
}
