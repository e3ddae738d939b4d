import { targetVersion } from '#contract/group.ts'
import { Link } from 'react-router'
import { refOfGroup } from '#src/api/groups.ts'
import { useSafeModeBrakes } from '#src/api/platte-status.ts'
import { useFrozenGroups } from '#src/api/use-frozen-groups.ts'
import { groupState, groupStateName } from '#src/domain/rollout/group-state.ts'
import { targetShare } from '#src/domain/rollout/target-share.ts'
import { formatNumber, formatShare } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'
import { useMinute } from '#src/ui/use-now.ts'
import styles from './Pipeline.module.css'
import type { PipelineGroup } from './use-pipeline-groups.ts'

/** The progress and failures of one group that follows a channel. */
export function GroupProgress({ group, numbers, error }: PipelineGroup) {
  const brakes = useSafeModeBrakes()
  const frozen = useFrozenGroups()
  const now = useMinute()
  const target = targetVersion(group)
  const breakdown = numbers?.version_breakdown
  const share = breakdown ? targetShare(breakdown, target) : undefined
  const lastDay = numbers?.instances_stats?.['1d']
  const state = groupState(group, share, brakes, { lastDay, now, isFrozen: frozen.has(group.id) })
  const isKnown = !(state.kind === 'updates-off' && brakes === undefined)
  const { label, tone } = groupStateName(isKnown ? state : { kind: 'unknown' })
  const failed = lastDay?.error
  return (
    <li className={styles['group']}>
      <Link to={routes.group.url(refOfGroup(group))}>
        <bdi>{group.name}</bdi>
      </Link>
      <StatusBadge tone={error && !numbers ? 'bad' : tone}>
        {error && !numbers ? 'Failed to load numbers' : label}
      </StatusBadge>
      <span className={styles['count']}>
        {share && share.nodes > 0
          ? `${formatNumber(share.atTarget)} of ${formatNumber(share.nodes)} done (${formatShare(share.atTarget, share.nodes)})`
          : ''}
      </span>
      <span className={styles['count']} data-tone={failed ? 'bad' : undefined}>
        {failed === undefined ? '' : `${formatNumber(failed)} failed`}
      </span>
    </li>
  )
}
