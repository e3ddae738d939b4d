import { Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { SECOND_MS } from '#contract/time-units.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { instancesQuery } from '#src/api/instances.ts'
import { nodeDisplayName } from '#src/domain/nodes/node-display-name.ts'
import { plural } from '#src/lib/format-number.ts'
import { QueryError } from '#src/ui/QueryError.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import { ToneIcon } from '#src/ui/ToneIcon.tsx'
import styles from './JoinGroup.module.css'

/** Somebody waits in front of the page, and a single node is a small read. */
const POLL_MS = 3 * SECOND_MS
const LATEST = { duration: '1d', page: 1, perPage: 10, sortBy: 'lastCheck', sortOrder: 'descending' } as const

interface FirstNodeProps {
  groupRef: GroupRef
  renderNode: (instanceId: string, name: ReactNode) => ReactNode
}

/** Waits for the group's first node, and shows the latest one. */
export function FirstNode({ groupRef, renderNode }: FirstNodeProps) {
  const nodes = useQuery({ ...instancesQuery(groupRef, LATEST), refetchInterval: POLL_MS })
  if (nodes.data === undefined && nodes.isError)
    return <QueryError title="Failed to look for nodes" query={nodes} />
  const [latest] = nodes.data?.instances ?? []
  return (
    <output className={styles['first']} data-tone={latest ? 'good' : 'neutral'}>
      {latest ? (
        <>
          <ToneIcon tone="good" />
          <span>
            {renderNode(latest.id, <bdi>{nodeDisplayName(latest) ?? latest.id}</bdi>)}{' '}
            {nodes.data?.total === 1
              ? 'has joined'
              : `is the latest of ${plural(nodes.data?.total ?? 0, 'node')}`}
            : it runs <bdi>{latest.application.version}</bdi>, and checked in{' '}
            <RelativeTime time={latest.application.last_check_for_updates} />.
          </span>
        </>
      ) : (
        <>
          <Loader size={16} aria-hidden />
          <span>
            Waiting for the first node … It appears here when it checks in: within the hour, or at once with
            the commands for a running node.
          </span>
        </>
      )}
    </output>
  )
}
