import { Link } from 'react-router'
import { type Duration, DURATIONS } from '#contract/duration.ts'
import { GroupAuditPanel } from '#src/features/audit/GroupAuditPanel.tsx'
import { GroupTimelines } from '#src/features/timelines/GroupTimelines.tsx'
import { useAreCurvesPending } from '#src/features/timelines/use-rollout-curves.ts'
import { oneOf } from '#src/lib/one-of.ts'
import { activityParams } from '#src/routes/activity-url.ts'
import { routes } from '#src/routes/routes.ts'
import { timelineComparisonParams } from '#src/routes/timeline-comparison-url.ts'
import { useUrlState } from '#src/routes/use-url-state.ts'
import { useHoldLayout } from '#src/ui/use-hold-layout.ts'
import { useOpenGroup } from './open-group.ts'

interface HistoryUrl {
  /** The time range of the charts. */
  range: Duration
  /** Versions of the rollouts that are laid over each other; empty for the latest, and for the three before it. */
  version: string
  other: string
}

const DEFAULT_RANGE: Duration = '7d'

const parseHistoryUrl = (params: URLSearchParams): HistoryUrl => ({
  range: oneOf(DURATIONS, params.get('range')) ?? DEFAULT_RANGE,
  version: params.get('rollout') ?? '',
  other: params.get('with') ?? '',
})

const historyParams = ({ range, version, other }: HistoryUrl) =>
  new URLSearchParams({
    ...(range !== DEFAULT_RANGE && { range }),
    ...(version !== '' && { rollout: version }),
    ...(other !== '' && { with: other }),
  })

/** A group's versions and statuses over time, and every change of its settings. */
export function GroupHistoryPage() {
  const { groupRef, group } = useOpenGroup()
  const [{ range, version, other }, change] = useUrlState(parseHistoryUrl, historyParams)
  // The rollouts of some groups have a panel above the changes, which would push these down.
  const awaitsCurves = useHoldLayout(useAreCurvesPending(groupRef, group))
  return (
    <>
      <GroupTimelines
        groupRef={groupRef}
        group={group}
        range={range}
        onRange={(range) => change({ range })}
        compared={{ version, other }}
        onCompare={change}
        actions={
          <>
            <Link
              to={routes.activity.url(
                activityParams({
                  application: groupRef.applicationId,
                  group: groupRef.groupId,
                  since: range,
                }),
              )}
            >
              Activity
            </Link>
            <Link to={routes.timelines.url(timelineComparisonParams({ groups: [groupRef], range }))}>
              Compare with other groups
            </Link>
          </>
        }
      />
      {!awaitsCurves && <GroupAuditPanel group={group} />}
    </>
  )
}
