import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import * as z from 'zod/mini'
import type { Group } from '#contract/group.ts'
import { INSTANCE_STATUS, STATUS_NAMES } from '#contract/instance-status.ts'
import { uuid } from '#contract/primitives.ts'
import { isNotFound } from '#src/api/api-error.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { instanceStatusName } from '#src/domain/instance-status.ts'
import { type NodeFilter, nodeFilterParams } from '#src/domain/node-filter.ts'
import { GroupAwaited, GroupOutdated, NoSuchGroup } from '#src/features/rollout/GroupUnavailable.tsx'
import { RolloutHeading } from '#src/features/rollout/RolloutHeading.tsx'
import { RolloutPanels } from '#src/features/rollout/RolloutPanels.tsx'
import { useGroup } from '#src/features/rollout/use-group.ts'
import { useRollout } from '#src/features/rollout/use-rollout.ts'
import { paths } from '#src/paths.ts'

/** How far the rollout of a group's target is, what holds it back, and when it will be done. */
export function RolloutPage() {
  const { applicationId = '', groupId = '' } = useParams()
  const groupRef = { applicationId, groupId }
  const { group, applicationName } = useGroup(groupRef)
  // A server may fail on an id that can't be one.
  const isId = z.safeParse(uuid, groupId).success
  if (!isId || isNotFound(group.error)) return <NoSuchGroup />
  if (!group.data) return <GroupAwaited query={group} />
  return (
    <>
      <GroupOutdated query={group} />
      <RolloutView groupRef={groupRef} group={group.data} applicationName={applicationName} />
    </>
  )
}

interface RolloutViewProps {
  groupRef: GroupRef
  group: Group
  applicationName: string | undefined
}

function RolloutView({ groupRef, group, applicationName }: RolloutViewProps) {
  const read = useRollout(groupRef, group)
  const nodes = (shown: string, words: string, filter: Partial<NodeFilter>): ReactNode => (
    <Link
      to={paths.nodes(
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
          <Button
            component={Link}
            to={paths.group(groupRef.applicationId, groupRef.groupId)}
            variant="default"
            size="xs"
          >
            Group and policy
          </Button>
        }
      />
      <RolloutPanels
        groupRef={groupRef}
        group={group}
        read={read}
        renderCount={(count, status) =>
          nodes(count, `${count}: ${instanceStatusName(status).label}, list them`, {
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
          <Link to={paths.instance(groupRef.applicationId, groupRef.groupId, instanceId)}>{instanceId}</Link>
        )}
      />
    </>
  )
}
