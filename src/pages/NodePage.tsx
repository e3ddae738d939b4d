import { targetVersion } from '#contract/group.ts'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearchParams } from 'react-router'
import { isNotFound } from '#src/api/api-error.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import { findApplication } from '#src/domain/catalogue/find-application.ts'
import { nodeDisplayName } from '#src/domain/nodes/node-alias.ts'
import { NodeFacts } from '#src/features/nodes/node/NodeFacts.tsx'
import { SilenceNotice } from '#src/features/nodes/node/SilenceNotice.tsx'
import { UpdateHistory } from '#src/features/nodes/node/UpdateHistory.tsx'
import { useNode } from '#src/features/nodes/node/use-node.ts'
import { useRememberNode } from '#src/features/palette/recent-nodes.ts'
import { routes } from '#src/routes/routes.ts'
import { ErrorState } from '#src/ui/ErrorState.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { NotFound } from './NotFound.tsx'

const USUAL_ENTRIES = 20
const MOST_ENTRIES = 10_000

/** How many entries of the history the URL asks for. */
function parseEntries(params: URLSearchParams): number {
  const entries = Number(params.get('entries') ?? USUAL_ENTRIES)
  return Number.isInteger(entries) && entries > 0 && entries <= MOST_ENTRIES ? entries : USUAL_ENTRIES
}

export function NodePage() {
  const { applicationId = '', groupId = '', instanceId = '' } = useParams()
  const ref = { applicationId, groupId }
  const [params, setParams] = useSearchParams()
  const { data: applications } = useQuery(applicationsQuery())
  const { instance, listed, lastReport } = useNode(ref, instanceId)
  const application = findApplication(applications, applicationId)
  const groupOf = (id: string) => application?.groups?.find((group) => group.id === id)
  const group = groupOf(groupId)
  const alias = instance.data && nodeDisplayName(instance.data)
  useRememberNode(instance.data ? { ...ref, instanceId, name: alias ?? instanceId } : null)
  if (isNotFound(instance.error))
    return (
      <NotFound noun="Node" link={<Link to={routes.group.url(ref)}>Go to the group</Link>}>
        No node with the id <bdi>{instanceId}</bdi> has checked in, or the URL is mistyped.
      </NotFound>
    )
  const nowIn = lastReport.kind === 'heard' ? lastReport.application.group_id : groupId
  const movedTo = nowIn !== null && nowIn !== groupId ? nowIn : null
  return (
    <>
      <PageHeading title={alias ?? instanceId} note={alias ? instanceId : undefined} />
      <SilenceNotice lastReport={lastReport} />
      {listed.isError && (
        <ErrorState
          title="The node is silent; what it told last could not be loaded."
          error={listed.error}
          onRetry={() => void listed.refetch()}
          retrying={listed.isFetching}
        />
      )}
      {movedTo !== null && (
        <Notice tone="neutral">
          The node is in another group now:{' '}
          <Link to={routes.node.url({ applicationId, groupId: movedTo, instanceId })}>
            {groupOf(movedTo)?.name ?? movedTo}
          </Link>
          . Below is its history in this one.
        </Notice>
      )}
      <QueryPanel title="Facts" query={instance} minHeight="10rem">
        {(instance) => (
          <NodeFacts
            instance={instance}
            lastReport={lastReport}
            applicationName={application?.name}
            group={<Link to={routes.group.url({ applicationId, groupId })}>{group?.name ?? groupId}</Link>}
            target={group ? targetVersion(group) : null}
          />
        )}
      </QueryPanel>
      <UpdateHistory
        groupRef={ref}
        instanceId={instanceId}
        limit={parseEntries(params)}
        onLimit={(entries) =>
          setParams({ entries: String(entries) }, { replace: true, preventScrollReset: true })
        }
      />
    </>
  )
}
