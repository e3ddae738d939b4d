import { useQuery } from '@tanstack/react-query'
import type { Duration } from '#contract/duration.ts'
import type { Group } from '#contract/group.ts'
import { type GroupRef, statusTimelineQuery, versionTimelineQuery } from '#src/api/groups.ts'
import { statusTimeline, type Timeline as ChartData } from '#src/domain/versions/timeline-series.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import type { ChartMeasure } from '#src/ui/charts/chart-data.ts'
import { useWasVisible } from '#src/ui/use-was-visible.ts'
import { CancellableQueryPanel, useCancellation } from './CancellableQueryPanel.tsx'
import { StatusChart, statusChartNote } from './StatusChart.tsx'
import { VersionChart, versionChartNote } from './VersionChart.tsx'

interface ComparedTimelineProps {
  groupRef: GroupRef
  group: Group
  range: Duration
  measure: ChartMeasure
}

/** One of several version charts, which share their series. */
export function ComparedVersionTimeline({
  timeline,
  ...chart
}: ComparedTimelineProps & { timeline: ChartData | undefined }) {
  const { groupRef, group, range } = chart
  const [ref, wasVisible] = useWasVisible()
  const options = versionTimelineQuery(groupRef, range)
  const cancellation = useCancellation(options.queryKey)
  const query = useQuery({ ...options, enabled: wasVisible && !cancellation.isCancelled })
  return (
    <div ref={ref}>
      <CancellableQueryPanel
        title={group.name}
        headingLevel={3}
        note={<Note group={group} chartNote={versionChartNote(query.data)} />}
        query={query}
        cancellation={cancellation}
        minHeight="20rem"
        isEmpty={(wire) => Object.values(wire).every((counts) => Object.keys(counts).length === 0)}
        empty={<EmptyState title="No node was seen in this time range" />}
      >
        {() =>
          timeline && <VersionChart timeline={timeline} legend={false} axisWidth={AXIS_WIDTH} {...chart} />
        }
      </CancellableQueryPanel>
    </div>
  )
}

/** One of several status charts. */
export function ComparedStatusTimeline({ groupRef, group, range, measure }: ComparedTimelineProps) {
  const [ref, wasVisible] = useWasVisible()
  const options = statusTimelineQuery(groupRef, range)
  const cancellation = useCancellation(options.queryKey)
  const query = useQuery({ ...options, enabled: wasVisible && !cancellation.isCancelled })
  return (
    <div ref={ref}>
      <CancellableQueryPanel
        title={group.name}
        headingLevel={3}
        note={<Note group={group} chartNote={statusChartNote(query.data)} />}
        query={query}
        cancellation={cancellation}
        minHeight="20rem"
        isEmpty={(wire) => statusTimeline(wire).series.length === 0}
        empty={<EmptyState title="No node reported an update in this time range" />}
      >
        {(wire) => (
          <StatusChart
            wire={wire}
            groupName={group.name}
            range={range}
            measure={measure}
            axisWidth={AXIS_WIDTH}
          />
        )}
      </CancellableQueryPanel>
    </div>
  )
}

/** The same for every chart, so that their time axes align. In pixels. */
const AXIS_WIDTH = 52

function Note({ group: { channel }, chartNote }: { group: Group; chartNote: string }) {
  if (!channel) return chartNote
  return (
    <>
      channel <bdi>{channel.name}</bdi> · {chartNote}
    </>
  )
}
