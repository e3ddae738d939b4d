import { type ReactNode, useId } from 'react'
import type { Duration } from '#contract/duration.ts'
import type { Group } from '#contract/group.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { RangeChoice } from './RangeChoice.tsx'
import { StatusTimeline } from './StatusTimelinePanel.tsx'
import styles from './GroupTimelines.module.css'
import { VersionTimeline } from './VersionTimelinePanel.tsx'

interface GroupTimelinesProps {
  groupRef: GroupRef
  group: Group
  range: Duration
  onRange: (range: Duration) => void
  /** Where else to look, beside the choice of the range. */
  actions?: ReactNode
}

/** Both timelines of a group, over the same window. */
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
          <RangeChoice range={range} onRange={onRange} />
        </div>
      </div>
      <div className={styles['charts']}>
        <VersionTimeline groupRef={groupRef} group={group} range={range} />
        <StatusTimeline groupRef={groupRef} groupName={group.name} range={range} />
      </div>
    </section>
  )
}
