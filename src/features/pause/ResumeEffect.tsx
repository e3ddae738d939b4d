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
import { BrakeEffect, PossibleBrake } from './BrakeEffect.tsx'
import styles from './PauseDialog.module.css'
import { useNodeCounts } from './use-node-counts.ts'

/** What a resume does to the group's nodes. */
export function ResumeEffect({ group }: { group: Group }) {
  const nodes = useNodeCounts(group)
  const brakes = useSafeModeBrakes()
  const isFrozen = useFrozenGroups().has(group.id)
  const now = useMinute()
  if (!nodes) {
    return (
      <ul className={styles['meaning']} aria-busy={nodes === undefined}>
        <li>Nodes below the target are granted updates again, as fast as the policy allows.</li>
        <li>{nodes === null ? 'Failed to count the nodes.' : 'Counting nodes …'}</li>
      </ul>
    )
  }
  const counts = nodes.counts ?? estimateCounts(nodes.lastDay)
  const impact = resumeImpact(group, nodes, counts, now)
  const state = groupState(group, undefined, brakes, { lastDay: nodes.lastDay })
  return (
    <ul className={styles['meaning']}>
      {state.kind === 'held-by-safe-mode' && (
        <BrakeEffect group={group} brake={state} counts={nodes.counts} />
      )}
      {state.kind === 'updates-off' && group.policy_safe_mode && <PossibleBrake group={group} />}
      {isFrozen && (
        <li>
          The active freeze has paused this group. Resumed here, it updates while the others stay paused, and
          the thaw lists it as edited.
        </li>
      )}
      <FirstGrants impact={impact} group={group} counts={counts} />
      <li>
        Counts cover nodes seen in the last 24 hours.
        {nodes.counts === null &&
          ' This server does not report grants of this period and timeouts, so fewer nodes may start.'}
      </li>
    </ul>
  )
}

interface FirstGrantsProps {
  impact: ResumeImpact
  group: Group
  counts: UpdateCounts
}

function FirstGrants({ impact, group, counts }: FirstGrantsProps) {
  const { waiting, mayStart, held, firstNodeOnly } = impact
  if (waiting === 0) return <li>No node is waiting for an update, so none starts at once.</li>
  if (held === 'updates-disabled') {
    return (
      <li>
        {group.policy_timezone
          ? `No node starts now: updates are granted Monday to Friday, 9 to 17 in ${group.policy_timezone}.`
          : 'No node starts: updates keep to office hours, and the group has no time zone.'}{' '}
        {plural(waiting, 'node')} {waiting === 1 ? 'waits' : 'wait'}.
      </li>
    )
  }
  if (held === null && isUnlimited(group.policy_max_updates_per_period)) {
    return (
      <li>
        <strong>
          There is no limit: all {plural(waiting, 'node')} below the target and not updating may start
        </strong>{' '}
        at their next check-in.
      </li>
    )
  }
  return (
    <li>
      {mayStart === 0 ? 'No node starts at once' : `Up to ${plural(mayStart, 'node')} may start at once`}, of{' '}
      {formatNumber(waiting)} waiting
      {firstNodeOnly
        ? `: safe mode lets one update first, until an update to ${targetVersion(group) ?? 'the target'} has ended`
        : `: the limit is ${formatNumber(group.policy_max_updates_per_period)}`}
      {held === 'max-updates-per-period' &&
        `; ${formatNumber(counts.granted_in_last_period)} were granted in the last ${intervalAfterPer(group.policy_period_interval)}`}
      {held === 'max-concurrent-updates' && `; ${formatNumber(counts.in_progress)} are in progress`}.
    </li>
  )
}
