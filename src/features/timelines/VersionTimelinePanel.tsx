import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Duration } from '#contract/duration.ts'
import type { Group } from '#contract/group.ts'
import type { VersionTimeline as WireTimeline } from '#contract/group-statistics.ts'
import { type GroupRef, versionTimelineQuery } from '#src/api/groups.ts'
import { versionTimeline } from '#src/domain/versions/timeline-series.ts'
import { formatSpacing } from '#src/domain/versions/timeline-spacing.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { useWasVisible } from '#src/ui/use-was-visible.ts'
import { VersionChart } from './VersionChart.tsx'

interface VersionTimelineProps {
  groupRef: GroupRef
  group: Group
  range: Duration
}

/** Versions over time; asked for when it comes into view. */
export function VersionTimeline({ groupRef, group, range }: VersionTimelineProps) {
  const [ref, wasVisible] = useWasVisible()
  const query = useQuery({ ...versionTimelineQuery(groupRef, range), enabled: wasVisible })
  return (
    <div ref={ref}>
      <QueryPanel
        title="Versions over time"
        headingLevel={3}
        note={versionTimelineNote(query.data)}
        query={query}
        minHeight="20rem"
        isEmpty={(wire) => versionTimeline(wire).series.length === 0}
        empty={<EmptyState title="No node was seen in this window" />}
      >
        {(wire) => <OneGroup wire={wire} groupRef={groupRef} group={group} range={range} />}
      </QueryPanel>
    </div>
  )
}

function OneGroup({ wire, ...chart }: VersionTimelineProps & { wire: WireTimeline }) {
  const timeline = useMemo(() => versionTimeline(wire), [wire])
  return <VersionChart timeline={timeline} {...chart} />
}

/** What the numbers are, and how far apart those are that the server gave. */
export function versionTimelineNote(wire: WireTimeline | undefined): string {
  const spacing = wire && formatSpacing(wire)
  return `nodes by version, ${spacing ? `a point every ${spacing}, ` : ''}without nightly versions`
}
