import { type QueryKey, useQuery, type UseQueryOptions } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Duration } from '#contract/duration.ts'
import type { Group } from '#contract/group.ts'
import { type GroupRef } from '#src/api/groups.ts'
import { useOwnsUpdateServer } from '#src/api/platte-status.ts'
import { statusTimelineQuery, versionChartQuery } from '#src/api/timelines.ts'
import { statusSeries } from '#src/domain/versions/timeline-series.ts'
import type { TimelineData } from '#src/ui/charts/chart-data.ts'
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
}: ComparedTimelineProps & { timeline: TimelineData | undefined }) {
  const { groupRef, group, range } = chart
  const isOwn = useOwnsUpdateServer()
  return (
    <ComparedPanel
      group={group}
      options={versionChartQuery(groupRef, range)}
      describe={(wire) => versionChartNote(wire, isOwn)}
      isEmpty={(wire) => Object.values(wire).every((counts) => Object.keys(counts).length === 0)}
      emptyTitle="No node was seen in this time range"
    >
      {() =>
        timeline && <VersionChart timeline={timeline} legend={false} axisWidth={AXIS_WIDTH} {...chart} />
      }
    </ComparedPanel>
  )
}

/** One of several status charts. */
export function ComparedStatusTimeline({ groupRef, group, range, measure }: ComparedTimelineProps) {
  return (
    <ComparedPanel
      group={group}
      options={statusTimelineQuery(groupRef, range)}
      describe={statusChartNote}
      isEmpty={(wire) => statusSeries(wire).series.length === 0}
      emptyTitle="No node reported an update in this time range"
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
    </ComparedPanel>
  )
}

interface ComparedPanelProps<Data, Key extends QueryKey> {
  group: Group
  options: UseQueryOptions<Data, Error, Data, Key> & { queryKey: Key }
  /** What the chart shows. */
  describe: (data: Data | undefined) => string
  isEmpty: (data: Data) => boolean
  emptyTitle: string
  children: (data: Data) => ReactNode
}

/** Loads one group's chart when it comes into view, unless the user cancels it. */
function ComparedPanel<Data, Key extends QueryKey>(props: ComparedPanelProps<Data, Key>) {
  const { group, options, describe, isEmpty, emptyTitle, children } = props
  const [ref, wasVisible] = useWasVisible()
  const cancellation = useCancellation(options.queryKey)
  const query = useQuery({ ...options, enabled: wasVisible && !cancellation.isCancelled })
  return (
    <div ref={ref}>
      <CancellableQueryPanel
        title={group.name}
        headingLevel={3}
        note={<Note group={group} chartNote={describe(query.data)} />}
        query={query}
        cancellation={cancellation}
        minHeight="20rem"
        isEmpty={isEmpty}
        empty={<EmptyState title={emptyTitle} />}
      >
        {children}
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
