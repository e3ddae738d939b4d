import { useQuery } from '@tanstack/react-query'
import { type ComponentProps, useMemo } from 'react'
import type { Duration } from '#contract/duration.ts'
import type { VersionTimeline } from '#contract/group-statistics.ts'
import { type Group, targetVersion } from '#contract/group.ts'
import { type GroupRef } from '#src/api/groups.ts'
import { useOwnsUpdateServer } from '#src/api/platte-status.ts'
import { versionChartQuery } from '#src/api/timelines.ts'
import { versionSeries } from '#src/domain/versions/timeline-series.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import type { PanelProps } from '#src/ui/Panel.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { useWasVisible } from '#src/ui/use-was-visible.ts'
import { VersionChart, versionChartNote } from './VersionChart.tsx'

interface ChartProps {
  groupRef: GroupRef
  group: Group
  range: Duration
}

/** What the history of a group adds to its chart. */
type Causes = Pick<ComponentProps<typeof VersionChart>, 'causes' | 'shaded'>

interface VersionTimelinePanelProps
  extends ChartProps, Causes, Pick<PanelProps, 'headingLevel' | 'actions'> {}

/** Versions over time, loaded when they come into view. */
export function VersionTimelinePanel(props: VersionTimelinePanelProps) {
  const { groupRef, group, range, headingLevel = 3, actions, causes, shaded } = props
  const [ref, wasVisible] = useWasVisible()
  const isOwn = useOwnsUpdateServer()
  const query = useQuery({ ...versionChartQuery(groupRef, range), enabled: wasVisible })
  return (
    <div ref={ref}>
      <QueryPanel
        title="Versions over time"
        headingLevel={headingLevel}
        actions={actions}
        note={versionChartNote(query.data, isOwn)}
        query={query}
        minHeight="20rem"
        isEmpty={(wire) => versionSeries(wire, []).series.length === 0}
        empty={<EmptyState title="No node was seen in this time range" />}
      >
        {(wire) => <LoadedChart wire={wire} {...{ groupRef, group, range, causes, shaded }} />}
      </QueryPanel>
    </div>
  )
}

function LoadedChart({ wire, ...chart }: ChartProps & Causes & { wire: VersionTimeline }) {
  const target = targetVersion(chart.group)
  const timeline = useMemo(() => versionSeries(wire, target === null ? [] : [target]), [wire, target])
  return <VersionChart timeline={timeline} {...chart} />
}
