import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Application } from '#contract/application.ts'
import { DURATION_MS } from '#contract/duration.ts'
import type { VersionTimeline } from '#contract/group-statistics.ts'
import { useOwnsUpdateServer } from '#src/api/platte-status.ts'
import { fleetVersionsQuery } from '#src/api/timelines.ts'
import { groupTargets, targetNotes } from '#src/domain/versions/group-targets.ts'
import { MAX_COMPARED, type TimelineComparison } from '#src/domain/versions/timeline-comparison.ts'
import { versionSeries } from '#src/domain/versions/timeline-series.ts'
import { plural } from '#src/lib/format-number.ts'
import { formatDayAndClock, tickFormat } from '#src/lib/format-time.ts'
import { TimelineChart } from '#src/ui/charts/TimelineChart.tsx'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { useWasVisible } from '#src/ui/use-was-visible.ts'
import { ApplicationTimelines } from './ApplicationTimelines.tsx'
import { versionChartNote } from './VersionChart.tsx'

type Display = Pick<TimelineComparison, 'range' | 'timeline' | 'measure'>

interface FleetTimelinesProps extends Display {
  /** Those with groups. */
  applications: readonly Application[]
}

/**
 * The whole fleet, application by application: the versions of all its groups together, or its groups side by side where
 * the update server has no sum of them.
 */
export function FleetTimelines({ applications, ...display }: FleetTimelinesProps) {
  const isOwn = useOwnsUpdateServer()
  if (isOwn === undefined) return null
  return applications.map((application) =>
    isOwn && display.timeline === 'versions' ? (
      <AllGroups key={application.id} application={application} {...display} />
    ) : (
      <FirstGroups key={application.id} application={application} {...display} />
    ),
  )
}

function FirstGroups({ application, ...display }: Display & { application: Application }) {
  const groups = application.groups ?? []
  const first = groups.slice(0, MAX_COMPARED)
  return (
    <>
      <ApplicationTimelines application={application} groups={first} {...display} />
      {groups.length > first.length && (
        <Notice tone="neutral">
          The first {first.length} of {plural(groups.length, 'group')} of <bdi>{application.name}</bdi>.
          Choose others above.
        </Notice>
      )}
    </>
  )
}

function AllGroups({ application, range, measure }: Display & { application: Application }) {
  const [ref, wasVisible] = useWasVisible()
  const query = useQuery({ ...fleetVersionsQuery(application.id, range), enabled: wasVisible })
  const groups = application.groups ?? []
  return (
    <div ref={ref}>
      <QueryPanel
        title={application.name}
        note={`${plural(groups.length, 'group')}, ${versionChartNote(query.data ?? undefined, true)}`}
        query={query}
        minHeight="20rem"
        isEmpty={(wire) => versionSeries(wire ?? {}, []).series.length === 0}
        empty={<EmptyState title="No node was seen in this time range" />}
      >
        {(wire) => wire && <AllGroupsChart {...{ wire, application, range, measure }} />}
      </QueryPanel>
    </div>
  )
}

interface AllGroupsChartProps extends Pick<Display, 'range' | 'measure'> {
  wire: VersionTimeline
  application: Application
}

function AllGroupsChart({ wire, application, range, measure }: AllGroupsChartProps) {
  const { name, groups } = application
  const timeline = useMemo(() => versionSeries(wire, [...groupTargets(groups ?? []).keys()]), [wire, groups])
  return (
    <TimelineChart
      label={`Versions of all groups of ${name} over time`}
      unit="nodes by version"
      shape="areas"
      {...timeline}
      notes={targetNotes(groups ?? [])}
      measure={measure}
      formatTick={tickFormat(DURATION_MS[range].window)}
      formatTime={formatDayAndClock}
    />
  )
}
