import { useQuery } from '@tanstack/react-query'
import type { Group } from '#contract/group.ts'
import type { InstanceStats } from '#contract/group-statistics.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { type GroupState, groupState } from '#src/domain/group-state.ts'
import { type ResumeImpact, resumeImpact } from '#src/domain/pause-impact.ts'
import { formatNumber } from '#src/lib/format-number.ts'
import { plural } from '#src/lib/plural.ts'
import { useMinute } from '#src/ui/use-now.ts'
import { BrakeMeaning, MaybeBraked } from './BrakeMeaning.tsx'
import styles from './PauseDialog.module.css'
import { useNodesTold } from './use-nodes-told.ts'

/** What a resume does to the group's nodes. */
export function ResumeMeaning({ group }: { group: Group }) {
  const nodes = useNodesTold(group)
  const { data: status } = useQuery(platteStatusQuery())
  const now = useMinute()
  if (!nodes) {
    return (
      <ul className={styles['meaning']} aria-busy={nodes === undefined}>
        <li>Nodes below the target are granted updates again, as fast as the policy lets them.</li>
        <li>{nodes === null ? 'How many there are could not be read.' : 'Counting them …'}</li>
      </ul>
    )
  }
  const impact = resumeImpact(group, nodes, now)
  const state = groupState(group, undefined, status?.safe_mode_brakes, { lastDay: nodes.lastDay })
  return (
    <ul className={styles['meaning']}>
      <Held group={group} state={state} lastDay={nodes.lastDay} />
      <Start impact={impact} group={group} />
      {impact.oneFirst && state.kind !== 'held-by-safe-mode' && (
        <li>
          Safe mode is on: unless a node has ended an update to {group.channel?.package?.version ?? 'this'}{' '}
          before, one goes first and the others wait for it.
        </li>
      )}
      <li>Counted are nodes seen in the last day.</li>
    </ul>
  )
}

function Start({ impact, group }: { impact: ResumeImpact; group: Group }) {
  const { waiting, mayStart, limit, underWay, isClosed } = impact
  if (waiting === 0) return <li>No node waits for an update, so none starts at once.</li>
  if (isClosed) {
    return (
      <li>
        No node starts now: updates keep to Monday to Friday, 9 to 17{' '}
        {group.policy_timezone ?? 'in no time zone'}. {plural(waiting, 'node')} wait for it.
      </li>
    )
  }
  if (limit === null) {
    return (
      <li>
        <strong>There is no limit: all {plural(waiting, 'node')} below the target may start</strong> at their
        next check.
      </li>
    )
  }
  const others = waiting - mayStart
  return (
    <li>
      {mayStart === 0 ? 'No node starts at once' : `Up to ${plural(mayStart, 'node')} may start`}: the limit
      is {formatNumber(limit)}, and {formatNumber(underWay)} {underWay === 1 ? 'is' : 'are'} under way.
      {others > 0 && ` ${plural(others, 'other')} of those below the target wait for room.`}
    </li>
  )
}

interface HeldProps {
  group: Group
  state: GroupState
  lastDay: InstanceStats
}

function Held({ group, state, lastDay }: HeldProps) {
  if (state.kind === 'held-by-safe-mode') {
    return <BrakeMeaning group={group} brake={state} lastDay={lastDay} />
  }
  if (state.kind === 'updates-off' && group.policy_safe_mode) return <MaybeBraked group={group} />
  return null
}
