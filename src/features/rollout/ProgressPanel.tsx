import type { ReactNode } from 'react'
import type { Rollout } from '#contract/rollout.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import styles from './RolloutContent.module.css'
import { SilentNodes } from './SilentNodes.tsx'
import { TargetBar } from './TargetBar.tsx'
import type { RolloutData } from './use-rollout-data.ts'

interface ProgressPanelProps {
  groupRef: GroupRef
  data: RolloutData
  target: string
  /** Renders text as a link to the nodes below the target. */
  renderBelow: (text: string) => ReactNode
  /** Renders text as a link to the silent nodes. */
  renderSilent: (text: string) => ReactNode
}

/** The share of the nodes that have the target, and the nodes that it leaves out. */
export function ProgressPanel({ groupRef, data, target, renderBelow, renderSilent }: ProgressPanelProps) {
  const { breakdown, lastDay, share, rollout } = data
  return (
    <QueryPanel
      title="Progress"
      note="nodes seen in the last 24 hours, by the version they report"
      query={breakdown}
      minHeight="8rem"
      isEmpty={(versions) => versions.length === 0}
      empty={<EmptyState title="No node was seen in the last 24 hours" />}
    >
      {() =>
        share && (
          <div className={styles['stack']}>
            <TargetBar share={share} target={target} />
            <div className={styles['note']}>
              {rollout.data && <Started startedTs={rollout.data.started_ts} target={target} />}
              {share.nodes > share.atTarget && (
                <p>Remaining: {renderBelow(plural(share.nodes - share.atTarget, 'node'))}.</p>
              )}
              {rollout.data && <TimedOutNodes rollout={rollout.data} />}
              {lastDay.data && (
                <SilentNodes groupRef={groupRef} lastDay={lastDay.data} renderSilent={renderSilent} />
              )}
            </div>
          </div>
        )
      }
    </QueryPanel>
  )
}

function Started({ startedTs, target }: { startedTs: string | null; target: string }) {
  if (startedTs === null) return <p>Not started: no node has been granted {target} yet.</p>
  return (
    <p>
      Started <RelativeTime time={startedTs} />, with the first grant.
    </p>
  )
}

/** The nodes that the server grants no update until they report how their current one ended. */
function TimedOutNodes({ rollout: { counts } }: { rollout: Rollout }) {
  if (counts.timed_out === 0) return null
  return (
    <p>
      {formatNumber(counts.timed_out)} of them {counts.timed_out === 1 ? 'has' : 'have'} taken longer than the
      policy allows. A node that has started an update is granted no other until it reports how that one
      ended.
    </p>
  )
}
