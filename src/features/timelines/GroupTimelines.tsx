import { type ReactNode, useId } from 'react'
import type { Duration } from '#contract/duration.ts'
import type { Group } from '#contract/group.ts'
import type { GroupRef } from '#src/api/groups.ts'
import styles from './GroupTimelines.module.css'
import { StatusTimelinePanel } from './StatusTimelinePanel.tsx'
import { TimeRangeChoice } from './TimeRangeChoice.tsx'
import { VersionTimelinePanel } from './VersionTimelinePanel.tsx'

interface GroupTimelinesProps {
  groupRef: GroupRef
  group: Group
  range: Duration
  onRange: (range: Duration) => void
  /** Links beside the choice of the time range. */
  actions?: ReactNode
}

/** A group's versions and statuses over the same time range. */
export function GroupTimelines({ groupRef, group, range, onRange, actions }: GroupTimelinesProps) {
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
        <VersionTimelinePanel groupRef={groupRef} group={group} range={range} />
        <StatusTimelinePanel groupRef={groupRef} groupName={group.name} range={range} />
      </div>
    </section>
  )
}
