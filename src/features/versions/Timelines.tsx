import { SegmentedControl, VisuallyHidden } from '@mantine/core'
import { useId } from 'react'
import { type Duration, DURATIONS } from '#contract/duration.ts'
import type { Group } from '#contract/group.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { StatusTimeline } from './StatusTimeline.tsx'
import styles from './Timelines.module.css'
import { VersionTimeline } from './VersionTimeline.tsx'
import '@mantine/core/styles/FloatingIndicator.layer.css'
import '@mantine/core/styles/SegmentedControl.layer.css'

interface TimelinesProps {
  groupRef: GroupRef
  group: Group
  range: Duration
  onRange: (range: Duration) => void
}

const RANGE_NAMES: Record<Duration, string> = {
  '1h': 'Hour',
  '1d': 'Day',
  '7d': '7 days',
  '30d': '30 days',
}
const ranges = DURATIONS.map((value) => ({ value, label: RANGE_NAMES[value] }))

/** Both timelines of a group, over the same window. */
export function Timelines({ groupRef, group, range, onRange }: TimelinesProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={styles['timelines']}>
      <div className={styles['head']}>
        <h2 id={id} className={styles['title']}>
          Over time
        </h2>
        <fieldset className={styles['range']}>
          <VisuallyHidden component="legend">Time range</VisuallyHidden>
          <SegmentedControl size="xs" data={ranges} value={range} onChange={onRange} />
        </fieldset>
      </div>
      <div className={styles['charts']}>
        <VersionTimeline groupRef={groupRef} group={group} range={range} />
        <StatusTimeline groupRef={groupRef} groupName={group.name} range={range} />
      </div>
    </section>
  )
}
