import { useQueries } from '@tanstack/react-query'
import { useId, useMemo } from 'react'
import type { Application } from '#contract/application.ts'
import type { Group } from '#contract/group.ts'
import { type GroupRef, refOfGroup } from '#src/api/groups.ts'
import { versionChartQuery } from '#src/api/timelines.ts'
import { groupTargets, targetNotes } from '#src/domain/versions/group-targets.ts'
import type { TimelineComparison } from '#src/domain/versions/timeline-comparison.ts'
import { sharedVersionSeries } from '#src/domain/versions/timeline-series.ts'
import type { TimelineData } from '#src/ui/charts/chart-data.ts'
import { ChartLegend } from '#src/ui/charts/ChartLegend.tsx'
import { ComparedStatusTimeline, ComparedVersionTimeline } from './ComparedTimelines.tsx'
import styles from './GroupTimelines.module.css'

interface ApplicationTimelinesProps extends Pick<TimelineComparison, 'range' | 'timeline' | 'measure'> {
  application: Application
  /** Groups of the application, in the order of their selection. */
  groups: readonly Group[]
}

/**
 * Timelines of one application's groups side by side, in which a version has the same colour everywhere.
 */
export function ApplicationTimelines({
  application,
  groups,
  timeline: shown,
  ...how
}: ApplicationTimelinesProps) {
  const id = useId()
  const refs = groups.map(refOfGroup)
  const timelines = useSharedTimelines(refs, how.range, groups)
  const series = timelines.find((timeline) => timeline !== undefined)?.series ?? []
  return (
    <section aria-labelledby={id} className={styles['timelines']}>
      <h2 id={id} className={styles['title']}>
        <bdi>{application.name}</bdi>
      </h2>
      {shown === 'versions' && series.length > 0 && (
        <ChartLegend series={series} notes={targetNotes(groups)} />
      )}
      <div className={styles['charts']} data-compared>
        {groups.map((group, index) => {
          const chart = { groupRef: refOfGroup(group), group, ...how }
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

/** One per group, in the same order; undefined until its chart, which sends the query, has loaded. */
function useSharedTimelines(
  refs: readonly GroupRef[],
  range: TimelineComparison['range'],
  groups: readonly Group[],
): readonly (TimelineData | undefined)[] {
  const wires = useQueries({
    queries: refs.map((ref) => ({ ...versionChartQuery(ref, range), enabled: false })),
    combine: (results) => results.map(({ data }) => data),
  })
  return useMemo(() => {
    const loaded = wires.filter((wire) => wire !== undefined)
    const timelines = sharedVersionSeries(loaded, [...groupTargets(groups).keys()])
    return wires.map((wire) => (wire === undefined ? undefined : timelines[loaded.indexOf(wire)]))
  }, [wires, groups])
}
