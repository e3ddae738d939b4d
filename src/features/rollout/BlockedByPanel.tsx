import { useQuery } from '@tanstack/react-query'
import type { Group } from '#contract/group.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { describeBlocker } from '#src/domain/rollout/describe-blocker.ts'
import type { RolloutBlocker } from '#src/domain/rollout/rollout-blocker.ts'
import { formatDuration, formatMoment } from '#src/lib/format-time.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'
import styles from './BlockedByPanel.module.css'
import type { Stall } from './find-stall.ts'

interface BlockedByPanelProps {
  blocker: RolloutBlocker
  group: Group
  /** Null unless the rollout has stalled. */
  stall: Stall | null
  /** In ms. */
  now: number
}

/** What keeps nodes from being granted the target now. */
export function BlockedByPanel({ blocker, group, stall, now }: BlockedByPanelProps) {
  const { data: status } = useQuery(platteStatusQuery())
  const { title, explanation, tone } = describeBlocker(blocker, group, { now, isDemo: status?.demo ?? false })
  return (
    <Panel title="Blocked by" note="according to the server’s own rules; nodes seen in the last 24 hours">
      <div className={styles['blocker']}>
        <StatusBadge tone={tone}>{title}</StatusBadge>
        <p>{explanation}</p>
        {stall && (
          <Notice tone="bad">
            Stalled: no node has completed the update for {formatDuration(now - stall.since)} (since{' '}
            {formatMoment(stall.since, now)}), longer than the policy explains.
            {stall.phase && ` Most of the nodes in progress: ${stall.phase.words}.`}
          </Notice>
        )}
      </div>
    </Panel>
  )
}
