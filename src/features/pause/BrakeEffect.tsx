import { Link } from 'react-router'
import type { Group } from '#contract/group.ts'
import { IN_PROGRESS_NAMES } from '#contract/instance-status.ts'
import type { UpdateCounts } from '#contract/update-rules/decide-within-limits.ts'
import type { GroupState } from '#src/domain/rollout/group-state.ts'
import { formatInterval } from '#src/domain/policy/format-interval.ts'
import { nodeFilterParams } from '#src/routes/node-filter-url.ts'
import { describeTimedOut, tripsAgain } from '#src/domain/impact/pause-impact.ts'
import { plural } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'

interface BrakeEffectProps {
  group: Group
  brake: Extract<GroupState, { kind: 'held-by-safe-mode' }>
  /** Null if reading them failed. */
  counts: UpdateCounts | null
}

/** What tripped safe mode, whether it trips again, and how to clear it. */
export function BrakeEffect({ group, brake, counts }: BrakeEffectProps) {
  const timeout = formatInterval(group.policy_update_timeout)
  return (
    <>
      <li>
        Safe mode stopped this group <RelativeTime time={brake.trippedTs} />:{' '}
        {plural(brake.timedOut, 'update')} took longer than {timeout}, and the limit is {brake.limit}.
      </li>
      <li>
        {counts === null ? (
          'It trips again at the next check-in if as many updates are still timed out. Failed to read how many are.'
        ) : (
          <TripForecast group={group} counts={counts} />
        )}{' '}
        <Link to={routes.nodes.url(inProgressFilter(group))}>View nodes in progress</Link>
      </li>
      {(counts === null || tripsAgain(group, counts)) && (
        <li>
          It clears when those nodes complete or fail their updates, or are silent for 24 hours; or with a
          longer timeout, a higher limit or safe mode off (“Edit policy”).
        </li>
      )}
    </>
  )
}

function TripForecast({ group, counts }: { group: Group; counts: UpdateCounts }) {
  const { timed_out: timedOut, in_progress: inProgress } = counts
  const still = describeTimedOut(group, counts)
  if (tripsAgain(group, counts)) return <strong>It trips again at the next check-in: {still}.</strong>
  if (!group.policy_safe_mode) return <>Safe mode is off now, so it will not stop the group again.</>
  return (
    <>
      {timedOut === 0 ? 'No update is timed out any more' : still}, so it does not trip again at once.
      {inProgress > 0 && ` ${plural(inProgress, 'update')} in progress may time out later.`}
    </>
  )
}

/** For a server that does not report whether safe mode or an operator switched updates off. */
export function PossibleBrake({ group }: { group: Group }) {
  return (
    <li>
      This server does not report whether safe mode or an operator switched updates off. Safe mode does so
      again at the next check-in if as many updates as the limit allows still take longer than{' '}
      {formatInterval(group.policy_update_timeout)}.{' '}
      <Link to={routes.nodes.url(inProgressFilter(group))}>View nodes in progress</Link>
    </li>
  )
}

const inProgressFilter = ({ application_id, id }: Group) =>
  nodeFilterParams({
    applications: [application_id],
    groups: [id],
    newer: '1d',
    statuses: IN_PROGRESS_NAMES,
  })
