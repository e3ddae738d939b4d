import type { Group } from '#contract/group.ts'
import { rolloutHoldWords } from '#src/domain/rollout-hold-words.ts'
import type { RolloutHold } from '#src/domain/rollout-hold.ts'
import { formatDuration } from '#src/lib/format-duration.ts'
import { formatMoment } from '#src/lib/format-moment.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'
import styles from './HoldPanel.module.css'
import type { Stalled } from './stalled-of.ts'

interface HoldPanelProps {
  hold: RolloutHold
  group: Group
  /** Null while it gets on. */
  stalled: Stalled | null
  /** In ms. */
  now: number
}

/** What keeps nodes from getting the target at this moment. */
export function HoldPanel({ hold, group, stalled, now }: HoldPanelProps) {
  const { title, words, tone } = rolloutHoldWords(hold, group, now)
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
