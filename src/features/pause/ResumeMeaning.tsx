import { type Group, targetVersion } from '#contract/group.ts'
import { isUnlimited } from '#contract/update-policy.ts'
import type { UpdateCounts } from '#contract/update-rules/decide-within-limits.ts'
import { useSafeModeBrakes } from '#src/api/platte-status.ts'
import { useFrozenGroups } from '#src/api/use-frozen-groups.ts'
import { groupState } from '#src/domain/rollout/group-state.ts'
import { intervalAfterPer } from '#src/domain/policy/format-interval.ts'
import { estimateCounts, type ResumeImpact, resumeImpact } from '#src/domain/impact/pause-impact.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import { useMinute } from '#src/ui/use-now.ts'
import { BrakeMeaning, MaybeBraked } from './BrakeMeaning.tsx'
import styles from './PauseDialog.module.css'
import { useNodesTold } from './use-nodes-told.ts'

/** What a resume does to the group's nodes. */
export function ResumeMeaning({ group }: { group: Group }) {
  const nodes = useNodesTold(group)
  const brakes = useSafeModeBrakes()
  const isFrozen = useFrozenGroups().has(group.id)
  const now = useMinute()
  if (!nodes) {
    return (
      <ul className={styles['meaning']} aria-busy={nodes === undefined}>
        <li>Nodes below the target are granted updates again, as fast as the policy lets them.</li>
        <li>{nodes === null ? 'How many there are could not be read.' : 'Counting them …'}</li>
      </ul>
    )
  }
  const counts = nodes.counts ?? estimateCounts(nodes.lastDay)
  const impact = resumeImpact(group, nodes, counts, now)
  const state = groupState(group, undefined, brakes, { lastDay: nodes.lastDay })
  return (
    <ul className={styles['meaning']}>
      {state.kind === 'held-by-safe-mode' && (
        <BrakeMeaning group={group} brake={state} counts={nodes.counts} />
      )}
      {state.kind === 'updates-off' && group.policy_safe_mode && <MaybeBraked group={group} />}
      {isFrozen && (
        <li>
          The freeze in force has paused it: resumed here it goes on while the others stay paused, and the
          thaw lists it as changed by hand.
        </li>
      )}
      <Start impact={impact} group={group} counts={counts} />
      <li>
        Counted are nodes seen in the last day
        {nodes.counts === null &&
          '; what was granted in this period, and what timed out, this server doesn’t tell, so fewer may start'}
        .
      </li>
    </ul>
  )
}

interface StartProps {
  impact: ResumeImpact
  group: Group
  counts: UpdateCounts
}

function Start({ impact, group, counts }: StartProps) {
  const { waiting, mayStart, held, firstNodeOnly } = impact
  if (waiting === 0) return <li>No node waits for an update, so none starts at once.</li>
  if (held === 'updates-disabled') {
    return (
      <li>
        No node starts now: updates keep to Monday to Friday, 9 to 17{' '}
        {group.policy_timezone ? `in ${group.policy_timezone}` : ', and the group has no time zone, so never'}
        . {plural(waiting, 'node')} wait.
      </li>
    )
  }
  if (held === null && isUnlimited(group.policy_max_updates_per_period)) {
    return (
      <li>
        <strong>
          There is no limit: all {plural(waiting, 'node')} below the target and not under way may start
        </strong>{' '}
        at their next check.
      </li>
    )
  }
  return (
    <li>
      {mayStart === 0 ? 'No node starts at once' : `Up to ${plural(mayStart, 'node')} may start at once`}, of{' '}
      {formatNumber(waiting)} that {waiting === 1 ? 'waits' : 'wait'}
      {firstNodeOnly
        ? `: safe mode lets one go first, until an update to ${targetVersion(group) ?? 'the target'} has ended`
        : `: the limit is ${formatNumber(group.policy_max_updates_per_period)}`}
      {held === 'max-updates-per-period' &&
        `; ${formatNumber(counts.granted_in_last_period)} were granted in the last ${intervalAfterPer(group.policy_period_interval)}`}
      {held === 'max-concurrent-updates' && `; ${formatNumber(counts.in_progress)} are under way`}.
    </li>
  )
}
