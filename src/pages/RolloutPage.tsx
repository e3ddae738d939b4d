import { Button } from '@mantine/core'
import { usePrefetchQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { INSTANCE_STATUS, STATUS_NAMES } from '#contract/instance-status.ts'
import { type GroupRef, instanceStatsQuery, versionBreakdownQuery } from '#src/api/groups.ts'
import { rolloutQuery } from '#src/api/rollout.ts'
import { describeNodeStatus } from '#src/domain/nodes/node-status.ts'
import type { NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { nodeFilterParams } from '#src/routes/node-filter-url.ts'
import { RolloutHeading } from '#src/features/rollout/RolloutHeading.tsx'
import { type NodeLinks, RolloutPanels } from '#src/features/rollout/RolloutPanels.tsx'
import { useRolloutData } from '#src/features/rollout/use-rollout-data.ts'
import { routes } from '#src/routes/routes.ts'
import { GroupRoute } from './GroupRoute.tsx'
import { LoadedGroup, type LoadedGroupProps } from './LoadedGroup.tsx'

/** The progress of a group's rollout, what blocks it, and when it will be done. */
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
  const data = useRolloutData(groupRef, group)
  const { state, target, rollout } = data
  return (
    <>
      <RolloutHeading
        group={group}
        applicationName={applicationName}
        state={state}
        target={target}
        startedTs={rollout.data === null ? undefined : rollout.data?.started_ts}
        actions={
          <Button component={Link} to={routes.group.url(groupRef)} variant="default" size="xs">
            Group and policy
          </Button>
        }
      />
      <RolloutPanels groupRef={groupRef} group={group} data={data} links={nodeLinks(groupRef)} />
    </>
  )
}

function nodeLinks({ applicationId, groupId }: GroupRef): NodeLinks {
  const link = (text: string, label: string, filter: Partial<NodeFilter>) => (
    <Link
      to={routes.nodes.url(nodeFilterParams({ applications: [applicationId], groups: [groupId], ...filter }))}
      aria-label={label}
    >
      {text}
    </Link>
  )
  return {
    renderCount: (count, status) =>
      link(count, `${count}: ${describeNodeStatus(status).label}, list them`, {
        statuses: STATUS_NAMES.filter((name) => INSTANCE_STATUS[name] === status),
        newer: '1d',
      }),
    renderBelow: (text) => link(text, `${text} below the target, list them`, { side: 'below', newer: '1d' }),
    renderSilent: (text) => link(text, `${text}, list them`, { older: '1d' }),
    renderInError: (text) => link(text, `${text}, list them`, { statuses: ['error'], newer: '1d' }),
    renderNode: (instanceId) => (
      <Link to={routes.node.url({ applicationId, groupId, instanceId })}>{instanceId}</Link>
    ),
  }
}
