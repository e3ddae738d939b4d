import { Link } from 'react-router'
import type { FailingNode } from '#contract/failing-nodes.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { describeFailing, describeFailingNode } from '#src/domain/nodes/describe-failing.ts'
import { plural } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import styles from './FailingNodesNotice.module.css'
import { useFailingNodes } from './use-failing-nodes.ts'

/** Id of the notice's element. */
export const FAILING_NODES_ID = 'failing-nodes'

const MAX_NAMED = 5

/** Nodes that were rolled back or fail in a loop, which their status hides. @param groupRef null for all groups */
export function FailingNodesNotice({ groupRef }: { groupRef: GroupRef | null }) {
  const failing = useFailingNodes(groupRef)
  if (!failing || failing.total === 0) return null
  const { nodes, total, histories } = failing
  const [first, more] = [nodes.slice(0, MAX_NAMED), nodes.slice(MAX_NAMED)]
  return (
    <Notice tone="bad" id={FAILING_NODES_ID}>
      {describeFailing(failing)}
      {histories !== null &&
        ` Found in the ${histories === 1 ? 'history of the likeliest node' : `histories of the ${histories} likeliest nodes`}; this update server does not report it by itself.`}
      <FailingList nodes={first} />
      {more.length > 0 && (
        <details>
          <summary>{plural(total - first.length, 'more node', 'more nodes')}</summary>
          <FailingList nodes={more} />
          {total > nodes.length && `The ${nodes.length} that failed last are named.`}
        </details>
      )}
    </Notice>
  )
}

const FailingList = ({ nodes }: { nodes: readonly FailingNode[] }) => (
  <ul className={styles['nodes']}>
    {nodes.map((node) => (
      <li key={`${node.instance_id} ${node.application_id}`}>
        <Link
          to={routes.node.url({
            applicationId: node.application_id,
            groupId: node.group_id,
            instanceId: node.instance_id,
          })}
        >
          <bdi>{node.alias || node.instance_id}</bdi>
        </Link>
        : {describeFailingNode(node)} <RelativeTime time={node.latest_ts} />
      </li>
    ))}
  </ul>
)
