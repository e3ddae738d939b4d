import { Link } from 'react-router'
import type { Group } from '#contract/group.ts'
import type { UpdateCounts } from '#contract/update-rules/decide-within-limits.ts'
import type { GroupState } from '#src/domain/rollout/group-state.ts'
import { formatInterval } from '#src/domain/policy/format-interval.ts'
import { nodeFilterParams } from '#src/routes/node-filter-url.ts'
import { describeTimedOut, tripsAgain } from '#src/domain/impact/pause-impact.ts'
import { plural } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'

interface BrakeMeaningProps {
  group: Group
  brake: Extract<GroupState, { kind: 'held-by-safe-mode' }>
  /** Null where they could not be read. */
  counts: UpdateCounts | null
}

/** Which count tripped safe mode, whether it trips again, and what would clear it. */
export function BrakeMeaning({ group, brake, counts }: BrakeMeaningProps) {
  const timeout = formatInterval(group.policy_update_timeout)
  return (
    <>
      <li>
        Safe mode stopped this group <RelativeTime time={brake.trippedTs} />:{' '}
        {plural(brake.timedOut, 'update')} took longer than {timeout}, at a limit of {brake.limit}.
      </li>
      <li>
        {counts === null ? (
          'It trips again at the next check while as many are still timed out; how many could not be read.'
        ) : (
          <Again group={group} counts={counts} />
        )}{' '}
        <Link to={routes.nodes.url(underWayFilter(group))}>See which nodes are under way</Link>
      </li>
      {(counts === null || tripsAgain(group, counts)) && (
        <li>
          What clears it: those nodes complete their update, fail, or are silent for a day; or a longer
          timeout, a higher limit, or safe mode off (under “Edit policy”).
        </li>
      )}
    </>
  )
}

function Again({ group, counts }: { group: Group; counts: UpdateCounts }) {
  const { timed_out: timedOut, in_progress: inProgress } = counts
  const still = describeTimedOut(group, counts)
  if (tripsAgain(group, counts)) return <strong>It trips again at the next check: {still}.</strong>
  if (!group.policy_safe_mode) return <>Safe mode is off now, so it does not stop the group again.</>
  return (
    <>
      {timedOut === 0 ? 'No node is timed out any more' : still}: it does not trip again at once.
      {inProgress > 0 && ` ${plural(inProgress, 'node')} under way may time out later.`}
    </>
  )
}

/** Where the server doesn't tell safe mode's brake from an operator's pause. */
export function MaybeBraked({ group }: { group: Group }) {
  return (
    <li>
      This server doesn’t tell whether safe mode or an operator switched updates off. If it was safe mode, it
      does so again at the next check while as many nodes are under way for longer than{' '}
      {formatInterval(group.policy_update_timeout)} as the limit says.{' '}
      <Link to={routes.nodes.url(underWayFilter(group))}>See who is under way</Link>
    </li>
  )
}

const underWayFilter = ({ application_id, id }: Group) =>
  nodeFilterParams({
    applications: [application_id],
    groups: [id],
    newer: '1d',
    statuses: ['updateGranted', 'downloading', 'downloaded', 'installed'],
  })
