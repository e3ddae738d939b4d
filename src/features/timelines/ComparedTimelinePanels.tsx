import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Duration } from '#contract/duration.ts'
import type { Group } from '#contract/group.ts'
import { type GroupRef, statusTimelineQuery, versionTimelineQuery } from '#src/api/groups.ts'
import { statusTimeline, type Timeline } from '#src/domain/versions/timeline-series.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import type { TimelineMeasure } from '#src/ui/timeline-data.ts'
import { useWasVisible } from '#src/ui/use-was-visible.ts'
import { CancellablePanel, useCancel } from './CancellablePanel.tsx'
import { StatusChart, statusTimelineNote } from './StatusTimelinePanel.tsx'
import { VersionChart } from './VersionChart.tsx'
import { versionTimelineNote } from './VersionTimelinePanel.tsx'

interface ComparedProps {
  groupRef: GroupRef
  group: Group
  range: Duration
  measure: TimelineMeasure
}

/** One of several charts of versions, with series that it shares with the others. */
export function ComparedVersionTimeline({
  timeline,
  ...chart
}: ComparedProps & { timeline: Timeline | undefined }) {
  const { groupRef, group, range } = chart
  const [ref, wasVisible] = useWasVisible()
  const options = versionTimelineQuery(groupRef, range)
  const cancel = useCancel(options.queryKey)
  const query = useQuery({ ...options, enabled: wasVisible && !cancel.cancelled })
  return (
    <div ref={ref}>
      <CancellablePanel
        title={group.name}
        headingLevel={3}
        note={<ChannelNote group={group} rest={versionTimelineNote(query.data)} />}
        query={query}
        cancel={cancel}
        minHeight="20rem"
        isEmpty={(wire) => Object.values(wire).every((at) => Object.keys(at).length === 0)}
        empty={<EmptyState title="No node was seen in this window" />}
      >
        {() => timeline && <VersionChart timeline={timeline} legend={false} axisWidth={AXIS} {...chart} />}
      </CancellablePanel>
    </div>
  )
}

/** One of several charts of statuses. */
export function ComparedStatusTimeline({ groupRef, group, range, measure }: ComparedProps) {
  const [ref, wasVisible] = useWasVisible()
  const options = statusTimelineQuery(groupRef, range)
  const cancel = useCancel(options.queryKey)
  const query = useQuery({ ...options, enabled: wasVisible && !cancel.cancelled })
  return (
    <div ref={ref}>
      <CancellablePanel
        title={group.name}
        headingLevel={3}
        note={<ChannelNote group={group} rest={statusTimelineNote(query.data)} />}
        query={query}
        cancel={cancel}
        minHeight="20rem"
        isEmpty={(wire) => statusTimeline(wire).series.length === 0}
        empty={<EmptyState title="No node reported on an update in this window" />}
      >
        {(wire) => (
          <StatusChart wire={wire} groupName={group.name} range={range} measure={measure} axisWidth={AXIS} />
        )}
      </CancellablePanel>
    </div>
  )
}

/** The same for every chart, so that their times stand below each other. In pixels. */
const AXIS = 52

const ChannelNote = ({ group, rest }: { group: Group; rest: string }): ReactNode =>
  group.channel ? `channel ${group.channel.name} · ${rest}` : rest
