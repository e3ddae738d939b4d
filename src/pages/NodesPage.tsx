import { useQuery } from '@tanstack/react-query'
import { hasFailedRead } from '#src/api/has-failed-read.ts'
import { Link } from 'react-router'
import { applicationsQuery } from '#src/api/applications.ts'
import { NodeExplorer } from '#src/features/nodes/explorer/NodeExplorer.tsx'
import { nodeGroups } from '#src/features/nodes/reading/node-group.ts'
import { routes } from '#src/routes/routes.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { QueryError } from '#src/ui/QueryError.tsx'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { LoadingLines } from '#src/ui/QueryPanel.tsx'
import { useNodesUrl } from './use-nodes-url.ts'

export function NodesPage() {
  const groups = useQuery({ ...applicationsQuery(), select: nodeGroups })
  const { change, ...url } = useNodesUrl(null)
  if (groups.data !== undefined && groups.data.length > 0) {
    return (
      <NodeExplorer
        groups={groups.data}
        chosenGroup={null}
        {...url}
        onChange={change}
        renderHeading={(heading) => <PageHeading title={routes.nodes.title} {...heading} />}
      />
    )
  }
  return (
    <>
      <PageHeading title={routes.nodes.title} />
      {groups.data !== undefined ? (
        <EmptyState title="No groups yet">
          Nodes belong to groups. <Link to={routes.applications.url()}>Add a group to an application</Link>{' '}
          first.
        </EmptyState>
      ) : hasFailedRead(groups) ? (
        <QueryError title="Failed to load the groups" query={groups} />
      ) : (
        <LoadingLines label="Loading the groups" />
      )}
    </>
  )
}
