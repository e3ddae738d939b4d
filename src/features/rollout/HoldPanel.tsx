import type { Group } from '#contract/group.ts'
import { rolloutHoldWords } from '#src/domain/rollout-hold-words.ts'
import type { RolloutHold } from '#src/domain/rollout-hold.ts'
import { Panel } from '#src/ui/Panel.tsx'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'
import styles from './HoldPanel.module.css'

interface HoldPanelProps {
  hold: RolloutHold
  group: Group
  /** In ms. */
  now: number
}

/** What keeps nodes from getting the target at this moment. */
export function HoldPanel({ hold, group, now }: HoldPanelProps) {
  const { title, words, tone } = rolloutHoldWords(hold, group, now)
  return (
    <Panel title="What holds it back now" note="by the server’s own rules, of nodes seen in the last day">
      <div className={styles['hold']}>
        <StatusBadge tone={tone}>{title}</StatusBadge>
        <p>{words}</p>
      </div>
    </Panel>
  )
}
