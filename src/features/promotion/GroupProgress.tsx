import { targetVersion } from '#contract/group.ts'
import { Link } from 'react-router'
import { useSafeModeBrakes } from '#src/api/platte-status.ts'
import { useFrozenGroups } from '#src/api/use-frozen-groups.ts'
import { groupState, groupStateName } from '#src/domain/rollout/group-state.ts'
import { targetShare } from '#src/domain/rollout/target-share.ts'
import { formatNumber, formatShare } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'
import { useMinute } from '#src/ui/use-now.ts'
import styles from './Pipeline.module.css'
import type { GroupInPipeline } from './use-application-facts.ts'

/** One group that follows a channel: how far it is, and what failed. */
export function GroupProgress({ group, numbers, error }: GroupInPipeline) {
  const brakes = useSafeModeBrakes()
  const frozen = useFrozenGroups()
  const now = useMinute()
  const target = targetVersion(group)
  const breakdown = numbers?.version_breakdown
  const share = breakdown ? targetShare(breakdown, target) : undefined
  const lastDay = numbers?.instances_stats?.['1d']
  const found = groupState(group, share, brakes, { lastDay, now, isFrozen: frozen.has(group.id) })
  const isKnown = !(found.kind === 'updates-off' && brakes === undefined)
  const { label, tone } = groupStateName(isKnown ? found : { kind: 'unknown' })
  const failed = lastDay?.error
  return (
    <li className={styles['group']}>
      <Link to={routes.group.url({ applicationId: group.application_id, groupId: group.id })}>
        {group.name}
      </Link>
      <StatusBadge tone={error && !numbers ? 'bad' : tone}>
        {error && !numbers ? 'Numbers could not be read' : label}
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
