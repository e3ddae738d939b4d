import type { Group } from '#contract/group.ts'
import { describeBlocker } from '#src/domain/rollout/describe-blocker.ts'
import type { RolloutBlocker } from '#src/domain/rollout/rollout-blocker.ts'
import { formatDuration, formatMoment } from '#src/lib/format-time.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'
import styles from './BlockedByPanel.module.css'
import type { Stall } from './find-stall.ts'

interface HoldPanelProps {
  hold: RolloutBlocker
  group: Group
  /** Null while it gets on. */
  stalled: Stall | null
  /** In ms. */
  now: number
}

/** What keeps nodes from getting the target at this moment. */
export function BlockedByPanel({ hold, group, stalled, now }: HoldPanelProps) {
  const { title, words, tone } = describeBlocker(hold, group, now)
  return (
    <Panel title="What holds it back now" note="by the server’s own rules, of nodes seen in the last day">
      <div className={styles['hold']}>
        <StatusBadge tone={tone}>{title}</StatusBadge>
        <p>{words}</p>
        {stalled && (
          <Notice tone="bad">
            Stalled: no node has completed the update for {formatDuration(now - stalled.since)} (since{' '}
            {formatMoment(stalled.since, now)}), longer than the policy explains.
            {stalled.phase && ` Most of the nodes on their way sit here: ${stalled.phase.words}.`}
          </Notice>
        )}
      </div>
    </Panel>
  )
}
