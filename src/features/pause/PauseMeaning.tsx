import type { Group } from '#contract/group.ts'
import { pauseImpact } from '#src/domain/impact/pause-impact.ts'
import { plural } from '#src/lib/format-number.ts'
import styles from './PauseDialog.module.css'
import { useNodesTold } from './use-nodes-told.ts'

/** What a pause does to the group's nodes. */
export function PauseMeaning({ group }: { group: Group }) {
  const nodes = useNodesTold(group)
  if (!nodes) {
    return (
      <ul className={styles['meaning']} aria-busy={nodes === undefined}>
        <li>No node is granted a new update; those under way go on and finish.</li>
        <li>{nodes === null ? 'How many there are could not be read.' : 'Counting them …'}</li>
      </ul>
    )
  }
  const { waiting, inProgress } = pauseImpact(group, nodes)
  return (
    <ul className={styles['meaning']}>
      <li>
        {waiting === 0
          ? 'No node waits for an update now; none that falls behind later is granted one.'
          : `${plural(waiting, 'node')} below the target and not under way ${waiting === 1 ? 'waits' : 'wait'} until updates are resumed.`}
      </li>
      <li>
        {inProgress === 0
          ? 'No node is under way.'
          : `${plural(inProgress, 'node')} under way will finish: a pause does not stop what was granted.`}
      </li>
      <li>Counted are nodes seen in the last day.</li>
    </ul>
  )
}
