import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { failingNodesQuery } from '#src/api/failing-nodes.ts'
import { describeFailing, describeFailingNode } from '#src/domain/nodes/describe-failing.ts'
import { formatNumber } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import styles from './FailingNodesNotice.module.css'

const MOST_NAMED = 5

/** Nodes that were rolled back or fail in a loop, which their status hides. @param groupId null for all groups */
export function FailingNodesNotice({ groupId }: { groupId: string | null }) {
  const { data } = useQuery(failingNodesQuery(groupId))
  if (!data || data.total === 0) return null
  return (
    <Notice tone="bad">
      {describeFailing(data)}
      <ul className={styles['nodes']}>
        {data.nodes.slice(0, MOST_NAMED).map((node) => (
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
        {data.total > MOST_NAMED && <li>and {formatNumber(data.total - MOST_NAMED)} more</li>}
      </ul>
    </Notice>
  )
}
