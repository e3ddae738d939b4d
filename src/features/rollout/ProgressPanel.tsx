import type { ReactNode } from 'react'
import type { GroupRef } from '#src/api/groups.ts'
import type { Rollout } from '#contract/rollout.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import styles from './RolloutPanel.module.css'
import { SilentNodes } from './SilentNodes.tsx'
import { TargetBar } from './TargetBar.tsx'
import type { ReadRollout } from './use-rollout.ts'

interface ProgressPanelProps {
  groupRef: GroupRef
  read: ReadRollout
  target: string
  /** Makes words lead to the nodes below the target. */
  renderBelow: (words: string) => ReactNode
  renderSilent: (words: string) => ReactNode
}

/** How much of the rollout is done, and which nodes that share is not of. */
export function ProgressPanel({ groupRef, read, target, renderBelow, renderSilent }: ProgressPanelProps) {
  const { breakdown, lastDay, share, rollout } = read
  return (
    <QueryPanel
      title="Done"
      note="nodes seen in the last day, by the version that they tell"
      query={breakdown}
      minHeight="8rem"
      isEmpty={(versions) => versions.length === 0}
      empty={<EmptyState title="No node was seen in the last day" />}
    >
      {() =>
        share && (
          <div className={styles['rollout']}>
            <TargetBar share={share} target={target} />
            <div className={styles['note']}>
              {share.nodes > share.atTarget && (
                <p>Still to come: {renderBelow(plural(share.nodes - share.atTarget, 'node'))}.</p>
              )}
              {rollout.data && <Stuck rollout={rollout.data} />}
              {lastDay.data && (
                <SilentNodes groupRef={groupRef} seenLastDay={lastDay.data} renderSilent={renderSilent} />
              )}
            </div>
          </div>
        )
      }
    </QueryPanel>
  )
}

/** Nodes that the server refuses until they tell how their update ended. */
function Stuck({ rollout: { counts } }: { rollout: Rollout }) {
  if (counts.timed_out === 0) return null
  return (
    <p>
      Among them {formatNumber(counts.timed_out)} whose update has taken longer than the policy allows. A node
      that has begun its update is granted no other one before it tells how that ended.
    </p>
  )
}
