import { useQueries } from '@tanstack/react-query'
import { useId, useMemo } from 'react'
import type { Application } from '#contract/application.ts'
import { type Group, targetVersion } from '#contract/group.ts'
import { type GroupRef, versionTimelineQuery } from '#src/api/groups.ts'
import type { TimelineComparison } from '#src/domain/versions/timeline-comparison.ts'
import { type Timeline, versionTimelines } from '#src/domain/versions/timeline-series.ts'
import { TimelineLegend } from '#src/ui/TimelineLegend.tsx'
import { ComparedStatusTimeline, ComparedVersionTimeline } from './ComparedTimelinePanels.tsx'
import styles from './GroupTimelines.module.css'

interface ApplicationTimelinesProps extends Pick<TimelineComparison, 'range' | 'timeline' | 'measure'> {
  application: Application
  /** Of the application, in the order that they were chosen in. */
  groups: readonly Group[]
}

/**
 * GroupTimelines of one application's groups side by side: a version is one and the same in all of them, and has one
 * colour.
 */
export function ApplicationTimelines({
  application,
  groups,
  timeline: shown,
  ...how
}: ApplicationTimelinesProps) {
  const id = useId()
  const refs = groups.map((group): GroupRef => ({ applicationId: application.id, groupId: group.id }))
  const timelines = useSharedTimelines(refs, how.range)
  const series = timelines.find((timeline) => timeline !== undefined)?.series ?? []
  const targets = new Map<string, number>()
  for (const group of groups) {
    const version = targetVersion(group)
    if (version !== null) targets.set(version, (targets.get(version) ?? 0) + 1)
  }
  const notes = Object.fromEntries(
    [...targets].map(([version, count]) => [
      version,
      count === groups.length ? 'target now' : `target of ${count} of ${groups.length}`,
    ]),
  )
  return (
    <section aria-labelledby={id} className={styles['timelines']}>
      <h2 id={id} className={styles['title']}>
        {application.name}
      </h2>
      {shown === 'versions' && series.length > 0 && <TimelineLegend series={series} notes={notes} />}
      <div className={styles['charts']} data-compared>
        {groups.map((group, index) => {
          const chart = { groupRef: { applicationId: application.id, groupId: group.id }, group, ...how }
          return shown === 'versions' ? (
            <ComparedVersionTimeline key={group.id} timeline={timelines[index]} {...chart} />
          ) : (
            <ComparedStatusTimeline key={group.id} {...chart} />
          )
        })}
      </div>
    </section>
  )
}

/** One a group, in their order; undefined while its chart has not been answered. The charts themselves ask. */
function useSharedTimelines(
  refs: readonly GroupRef[],
  range: TimelineComparison['range'],
): readonly (Timeline | undefined)[] {
  const wires = useQueries({
    queries: refs.map((ref) => ({ ...versionTimelineQuery(ref, range), enabled: false })),
    combine: (results) => results.map(({ data }) => data),
  })
  return useMemo(() => {
    const answered = wires.filter((wire) => wire !== undefined)
    const timelines = versionTimelines(answered)
    return wires.map((wire) => (wire === undefined ? undefined : timelines[answered.indexOf(wire)]))
  }, [wires])
}
