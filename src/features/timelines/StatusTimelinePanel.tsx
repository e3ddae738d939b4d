import { useQuery } from '@tanstack/react-query'
import type { Duration } from '#contract/duration.ts'
import { type GroupRef } from '#src/api/groups.ts'
import { statusTimelineQuery } from '#src/api/timelines.ts'
import { statusSeries } from '#src/domain/versions/timeline-series.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { useWasVisible } from '#src/ui/use-was-visible.ts'
import { StatusChart, statusChartNote } from './StatusChart.tsx'

interface StatusTimelinePanelProps {
  groupRef: GroupRef
  groupName: string
  range: Duration
}

/** Statuses over time, loaded when they come into view. */
export function StatusTimelinePanel({ groupRef, groupName, range }: StatusTimelinePanelProps) {
  const [ref, wasVisible] = useWasVisible()
  const query = useQuery({ ...statusTimelineQuery(groupRef, range), enabled: wasVisible })
  return (
    <div ref={ref}>
      <QueryPanel
        title="Statuses over time"
        headingLevel={3}
        note={statusChartNote(query.data)}
        query={query}
        minHeight="20rem"
        isEmpty={(wire) => statusSeries(wire).series.length === 0}
        empty={<EmptyState title="No node reported an update in this time range" />}
      >
        {(wire) => <StatusChart wire={wire} groupName={groupName} range={range} />}
      </QueryPanel>
    </div>
  )
}
