import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { Group } from '#contract/group.ts'
import type { Rollout } from '#contract/rollout.ts'
import { type GroupRef } from '#src/api/groups.ts'
import { statusTimelineQuery } from '#src/api/timelines.ts'
import { hoursOfRollout, hoursOfTimeline } from '#src/domain/rollout/rollout-pace.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { RolloutPace } from './RolloutPace.tsx'

interface PacePanelProps {
  groupRef: GroupRef
  group: Group
  target: string
  rollout: UseQueryResult<Rollout | null>
}

const TITLE = 'Pace'
const MIN_HEIGHT = '20rem'

/** How fast nodes complete the update: from the rollout's hours, or else from the status timeline. */
export function PacePanel({ groupRef, group, target, rollout }: PacePanelProps) {
  if (rollout.data === null) return <TimelinePacePanel groupRef={groupRef} group={group} target={target} />
  return (
    <QueryPanel
      title={TITLE}
      note="updates to the target per hour, over up to 24 hours"
      query={rollout}
      minHeight={MIN_HEIGHT}
      isEmpty={(data) => data?.started_ts === null}
      empty={
        <EmptyState title="The rollout has not started">No node has been granted {target} yet.</EmptyState>
      }
    >
      {(data) =>
        data && (
          <RolloutPace
            hours={hoursOfRollout(data)}
            started={Date.parse(data.started_ts ?? data.now_ts)}
            group={group}
            rollout={data}
          />
        )
      }
    </QueryPanel>
  )
}

function TimelinePacePanel({ groupRef, group, target }: Omit<PacePanelProps, 'rollout'>) {
  const query = useQuery(statusTimelineQuery(groupRef, '1d'))
  return (
    <QueryPanel
      title={TITLE}
      note="reports of updates to the target per hour, over 24 hours"
      query={query}
      minHeight={MIN_HEIGHT}
      isEmpty={(wire) => hoursOfTimeline(wire, target).length === 0}
      empty={<EmptyState title={`No node reported an update to ${target}`} />}
    >
      {(wire) => (
        <RolloutPace hours={hoursOfTimeline(wire, target)} started={0} group={group} rollout={null} />
      )}
    </QueryPanel>
  )
}
