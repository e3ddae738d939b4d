import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Duration } from '#contract/duration.ts'
import type { VersionTimeline as WireTimeline } from '#contract/group-statistics.ts'
import { type GroupRef, versionTimelineQuery } from '#src/api/groups.ts'
import { spacingInWords, versionTimeline } from '#src/domain/timeline-series.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { Timeline } from '#src/ui/Timeline.tsx'
import { useWasVisible } from '#src/ui/use-was-visible.ts'
import { formatPoint, formatTickOf } from './timeline-time.ts'

interface VersionTimelineProps {
  groupRef: GroupRef
  groupName: string
  range: Duration
}

/** Versions over time; asked for when it comes into view. */
export function VersionTimeline({ groupRef, groupName, range }: VersionTimelineProps) {
  const [ref, wasVisible] = useWasVisible()
  const query = useQuery({ ...versionTimelineQuery(groupRef, range), enabled: wasVisible })
  return (
    <div ref={ref}>
      <QueryPanel
        title="Versions over time"
        headingLevel={3}
        note={`nodes by version, a point every ${spacingInWords(range)}, without nightly versions`}
        query={query}
        minHeight="20rem"
        isEmpty={(wire) => versionTimeline(wire).series.length === 0}
        empty={<EmptyState title="No node was seen in this window" />}
      >
        {(wire) => <VersionChart wire={wire} groupName={groupName} range={range} />}
      </QueryPanel>
    </div>
  )
}

function VersionChart(props: { wire: WireTimeline; groupName: string; range: Duration }) {
  const { wire, groupName, range } = props
  const timeline = useMemo(() => versionTimeline(wire), [wire])
  return (
    <Timeline
      label={`Versions of ${groupName} over time`}
      shape="areas"
      {...timeline}
      formatTick={formatTickOf[range]}
      formatTime={formatPoint}
    />
  )
}
