import { Link } from 'react-router'
import type { InstanceStats } from '#contract/group-statistics.ts'
import type { Group } from '#contract/group.ts'
import type { GroupState } from '#src/domain/group-state.ts'
import { intervalInWords } from '#src/domain/interval-words.ts'
import { nodeFilterParams } from '#src/domain/node-filter.ts'
import { tripsAgain, type TripAgain } from '#src/domain/pause-impact.ts'
import { plural } from '#src/lib/plural.ts'
import { paths } from '#src/paths.ts'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import { useTextOfNow } from '#src/ui/use-now.ts'

interface BrakeMeaningProps {
  group: Group
  brake: Extract<GroupState, { kind: 'held-by-safe-mode' }>
  lastDay: InstanceStats
}

/** Which count tripped safe mode, whether it trips again, and what would clear it. */
export function BrakeMeaning({ group, brake, lastDay }: BrakeMeaningProps) {
  // To the second: a timeout may be as short.
  const now = Number(useTextOfNow((now) => String(now - (now % 1000))))
  const again = tripsAgain(group, lastDay, brake, now)
  const timeout = intervalInWords(group.policy_update_timeout)
  return (
    <>
      <li>
        Safe mode stopped this group <RelativeTime time={brake.trippedTs} />:{' '}
        {plural(brake.timedOut, 'update')} took longer than {timeout}, at a limit of {brake.limit}.
      </li>
      <li>
        <Again again={again} group={group} timeout={timeout} />
        {again.timedOut > 0 && (
          <>
            {' '}
            <Link to={paths.nodes(underWayFilter(group))}>
              See which {again.timedOut === 1 ? 'it is' : 'they are'}
            </Link>
          </>
        )}
      </li>
      {again.kind !== 'no' && (
        <li>
          What clears it: those nodes complete their update, fail, or are silent for a day; or a longer
          timeout, a higher limit, or safe mode off (under “Edit policy”).
        </li>
      )}
    </>
  )
}

function Again({ again, group, timeout }: { again: TripAgain; group: Group; timeout: string }) {
  const { kind, timedOut, exact, limit } = again
  const nodes = `${plural(timedOut, 'node')} ${timedOut === 1 ? 'is' : 'are'}`
  if (kind === 'no') {
    if (!group.policy_safe_mode) return <>Safe mode is off now, so it does not stop the group again.</>
    if (timedOut === 0) return <>No node is under way any more, so it does not trip again at once.</>
    return (
      <>
        {nodes} still under way, fewer than the limit of {limit}: it does not trip again at once.
      </>
    )
  }
  return (
    <strong>
      {exact
        ? `It trips again at the next check: ${nodes} still timed out, and the limit is ${limit}.`
        : `It may trip again at the next check: ${nodes} still under way, and once ${limit} of them took longer than ${timeout} it does.`}
    </strong>
  )
}

/** Where the server doesn't tell safe mode's brake from an operator's pause. */
export function MaybeBraked({ group }: { group: Group }) {
  return (
    <li>
      This server doesn’t tell whether safe mode or an operator switched updates off. If it was safe mode, it
      does so again at the next check while as many nodes are under way for longer than{' '}
      {intervalInWords(group.policy_update_timeout)} as the limit says.{' '}
      <Link to={paths.nodes(underWayFilter(group))}>See who is under way</Link>
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
