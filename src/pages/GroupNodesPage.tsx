import { useQuery } from '@tanstack/react-query'
import { hasFailedRead } from '#src/api/has-failed-read.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import { NodeExplorer } from '#src/features/nodes/explorer/NodeExplorer.tsx'
import { nodeGroups } from '#src/features/nodes/reading/node-group.ts'
import { QueryError } from '#src/ui/QueryError.tsx'
import { LoadingLines } from '#src/ui/QueryPanel.tsx'
import { NodesToolbar } from './NodesToolbar.tsx'
import { useOpenGroup } from './open-group.ts'
import { useNodesUrl } from './use-nodes-url.ts'

/** The explorer of nodes with the group chosen. */
export function GroupNodesPage() {
  const { groupRef } = useOpenGroup()
  const groups = useQuery({ ...applicationsQuery(), select: nodeGroups })
  const { change, ...url } = useNodesUrl(groupRef)
  if (groups.data !== undefined) {
    return (
      <NodeExplorer
        groups={groups.data}
        chosenGroup={groupRef}
        {...url}
        onChange={change}
        renderHeading={(heading) => <NodesToolbar {...heading} />}
      />
    )
  }
  return hasFailedRead(groups) ? (
    <QueryError title="Failed to load the groups" query={groups} />
  ) : (
    <LoadingLines label="Loading the groups" />
  )
}
