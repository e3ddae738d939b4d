import { Button } from '@mantine/core'
import { usePrefetchQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { INSTANCE_STATUS, STATUS_NAMES } from '#contract/instance-status.ts'
import { type GroupRef, instanceStatsQuery, versionBreakdownQuery } from '#src/api/groups.ts'
import { rolloutQuery } from '#src/api/rollout.ts'
import { describeNodeStatus } from '#src/domain/nodes/node-status.ts'
import type { NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { nodeFilterParams } from '#src/routes/node-filter-url.ts'
import { RolloutHeading } from '#src/features/rollout/RolloutHeading.tsx'
import { RolloutPanels } from '#src/features/rollout/RolloutPanels.tsx'
import { useRollout } from '#src/features/rollout/use-rollout.ts'
import { routes } from '#src/routes/routes.ts'
import { GroupRoute } from './GroupRoute.tsx'
import { LoadedGroup, type LoadedGroupProps } from './LoadedGroup.tsx'

/** How far the rollout of a group's target is, what holds it back, and when it will be done. */
export const RolloutPage = () => (
  <GroupRoute>{(groupRef) => <RolloutContent groupRef={groupRef} />}</GroupRoute>
)

function RolloutContent({ groupRef }: { groupRef: GroupRef }) {
  // The panels' data loads while the group itself does.
  usePrefetchQuery(rolloutQuery(groupRef))
  usePrefetchQuery(instanceStatsQuery(groupRef, '1d'))
  usePrefetchQuery(instanceStatsQuery(groupRef, '30d'))
  usePrefetchQuery(versionBreakdownQuery(groupRef))
  return <LoadedGroup groupRef={groupRef}>{(loaded) => <RolloutView {...loaded} />}</LoadedGroup>
}

function RolloutView({ groupRef, group, applicationName }: LoadedGroupProps) {
  const read = useRollout(groupRef, group)
  const nodes = (shown: string, words: string, filter: Partial<NodeFilter>): ReactNode => (
    <Link
      to={routes.nodes.url(
        nodeFilterParams({ applications: [groupRef.applicationId], groups: [group.id], ...filter }),
      )}
      aria-label={words}
    >
      {shown}
    </Link>
  )
  return (
    <>
      <RolloutHeading
        group={group}
        applicationName={applicationName}
        state={read.state}
        target={read.target}
        startedTs={read.rollout.data === null ? undefined : read.rollout.data?.started_ts}
        actions={
          <Button component={Link} to={routes.group.url(groupRef)} variant="default" size="xs">
            Group and policy
          </Button>
        }
      />
      <RolloutPanels
        groupRef={groupRef}
        group={group}
        read={read}
        renderCount={(count, status) =>
          nodes(count, `${count}: ${describeNodeStatus(status).label}, list them`, {
            statuses: STATUS_NAMES.filter((name) => INSTANCE_STATUS[name] === status),
            newer: '1d',
          })
        }
        renderBelow={(words) =>
          nodes(words, `${words} below the target, list them`, { side: 'below', newer: '1d' })
        }
        renderSilent={(words) => nodes(words, `${words}, list them`, { older: '1d' })}
        renderInError={(words) => nodes(words, `${words}, list them`, { statuses: ['error'], newer: '1d' })}
        renderNode={(instanceId) => (
          <Link
            to={routes.node.url({
              applicationId: groupRef.applicationId,
              groupId: groupRef.groupId,
              instanceId,
            })}
          >
            {instanceId}
          </Link>
        )}
      />
    </>
  )
}
