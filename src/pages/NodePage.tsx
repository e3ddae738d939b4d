import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearchParams } from 'react-router'
import { targetVersion } from '#contract/group.ts'
import { isNotFound } from '#src/api/api-error.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import { findApplication } from '#src/domain/catalogue/find-application.ts'
import { nodeDisplayName } from '#src/domain/nodes/node-alias.ts'
import { AliasEditor } from '#src/features/nodes/alias/AliasEditor.tsx'
import { NodeFacts } from '#src/features/nodes/node/NodeFacts.tsx'
import { SilenceNotice } from '#src/features/nodes/node/SilenceNotice.tsx'
import { UpdateHistory } from '#src/features/nodes/node/UpdateHistory.tsx'
import { useNode } from '#src/features/nodes/node/use-node.ts'
import { useRememberNode } from '#src/features/palette/recent-nodes.ts'
import { routes } from '#src/routes/routes.ts'
import { QueryError } from '#src/ui/QueryError.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { NotFound } from './NotFound.tsx'

const DEFAULT_ENTRIES = 20
const MAX_ENTRIES = 10_000

/** How many entries of the update history to load. */
function parseEntries(params: URLSearchParams): number {
  const entries = Number(params.get('entries') ?? DEFAULT_ENTRIES)
  return Number.isInteger(entries) && entries > 0 && entries <= MAX_ENTRIES ? entries : DEFAULT_ENTRIES
}

export function NodePage() {
  const { applicationId = '', groupId = '', instanceId = '' } = useParams()
  const ref = { applicationId, groupId }
  const [params, setParams] = useSearchParams()
  const { data: applications } = useQuery(applicationsQuery())
  const { instance, listed, lastReport } = useNode(ref, instanceId)
  const application = findApplication(applications, applicationId)
  const findGroup = (id: string) => application?.groups?.find((group) => group.id === id)
  const group = findGroup(groupId)
  const alias = instance.data && nodeDisplayName(instance.data)
  useRememberNode(instance.data ? { ...ref, instanceId, name: alias ?? instanceId } : null)
  if (isNotFound(instance.error)) {
    return (
      <NotFound noun="Node" link={<Link to={routes.group.url(ref)}>Go to the group</Link>}>
        No node with the ID <bdi>{instanceId}</bdi> has checked in, or the URL is mistyped.
      </NotFound>
    )
  }
  const currentGroupId = lastReport.kind === 'current' ? lastReport.application.group_id : groupId
  return (
    <>
      <PageHeading
        title={alias ?? instanceId}
        {...(alias && { note: instanceId })}
        actions={instance.data && <AliasEditor groupRef={ref} instance={instance.data} />}
      />
      <SilenceNotice lastReport={lastReport} />
      {listed.isError && <QueryError title="Failed to load the silent node’s last report" query={listed} />}
      {currentGroupId !== null && currentGroupId !== groupId && (
        <Notice tone="neutral">
          The node has moved to{' '}
          <Link to={routes.node.url({ applicationId, groupId: currentGroupId, instanceId })}>
            <bdi>{findGroup(currentGroupId)?.name ?? currentGroupId}</bdi>
          </Link>
          . Below is its history in this group.
        </Notice>
      )}
      <QueryPanel title="Facts" query={instance} minHeight="10rem">
        {(instance) => (
          <NodeFacts
            instance={instance}
            lastReport={lastReport}
            applicationName={application?.name}
            group={
              <Link to={routes.group.url(ref)}>
                <bdi>{group?.name ?? groupId}</bdi>
              </Link>
            }
            target={group ? targetVersion(group) : null}
          />
        )}
      </QueryPanel>
      <UpdateHistory
        groupRef={ref}
        instanceId={instanceId}
        limit={parseEntries(params)}
        onLimitChange={(entries) =>
          setParams({ entries: String(entries) }, { replace: true, preventScrollReset: true })
        }
      />
    </>
  )
}
