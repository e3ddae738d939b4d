import { type ReactNode, useId } from 'react'
import type { Duration } from '#contract/duration.ts'
import type { Group } from '#contract/group.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { CausalTimelinePanel } from './CausalTimelinePanel.tsx'
import styles from './GroupTimelines.module.css'
import { type ComparedRollouts, RolloutOverlayPanel } from './RolloutOverlayPanel.tsx'
import { StatusTimelinePanel } from './StatusTimelinePanel.tsx'
import { TimeRangeChoice } from './TimeRangeChoice.tsx'

interface GroupTimelinesProps {
  groupRef: GroupRef
  group: Group
  range: Duration
  onRange: (range: Duration) => void
  compared: ComparedRollouts
  onCompare: (compared: ComparedRollouts) => void
  /** Links beside the choice of the time range. */
  actions?: ReactNode
}

/** A group's versions and statuses over the same time range. */
export function GroupTimelines(props: GroupTimelinesProps) {
  const { groupRef, group, range, onRange, compared, onCompare, actions } = props
  const id = useId()
  return (
    <section aria-labelledby={id} className={styles['timelines']}>
      <div className={styles['head']}>
        <h2 id={id} className={styles['title']}>
          Over time
        </h2>
        <div className={styles['choices']}>
          {actions}
          <TimeRangeChoice range={range} onRange={onRange} />
        </div>
      </div>
      <div className={styles['charts']}>
        <CausalTimelinePanel groupRef={groupRef} group={group} range={range} />
        <StatusTimelinePanel groupRef={groupRef} groupName={group.name} range={range} />
      </div>
      <RolloutOverlayPanel {...{ groupRef, group, compared, onCompare }} />
    </section>
  )
}
