import type { Group } from '#contract/group.ts'
import { pauseImpact } from '#src/domain/impact/pause-impact.ts'
import { plural } from '#src/lib/format-number.ts'
import styles from './PauseDialog.module.css'
import { useNodeCounts } from './use-node-counts.ts'

/** What a pause does to the group's nodes. */
export function PauseEffect({ group }: { group: Group }) {
  const nodes = useNodeCounts(group)
  if (!nodes) {
    return (
      <ul className={styles['meaning']} aria-busy={nodes === undefined}>
        <li>No node is granted a new update; updates in progress continue and finish.</li>
        <li>{nodes === null ? 'Failed to count the nodes.' : 'Counting nodes …'}</li>
      </ul>
    )
  }
  const { waiting, inProgress } = pauseImpact(group, nodes)
  return (
    <ul className={styles['meaning']}>
      <li>
        {waiting === 0
          ? 'No node is waiting for an update now; none that falls behind later is granted one.'
          : `${plural(waiting, 'node')} below the target and not updating ${waiting === 1 ? 'waits' : 'wait'} until updates are resumed.`}
      </li>
      <li>
        {inProgress === 0
          ? 'No update is in progress.'
          : `${plural(inProgress, 'update')} in progress will finish: a pause does not stop granted updates.`}
      </li>
      <li>Counts cover nodes seen in the last 24 hours.</li>
    </ul>
  )
}
