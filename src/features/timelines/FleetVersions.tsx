import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link } from 'react-router'
import { applicationsQuery } from '#src/api/applications.ts'
import { fleetVersionsQuery } from '#src/api/timelines.ts'
import { groupTargets } from '#src/domain/versions/group-targets.ts'
import { targetSeries, versionSeries } from '#src/domain/versions/timeline-series.ts'
import { formatShare } from '#src/lib/format-number.ts'
import { sum } from '#src/lib/sum.ts'
import { routes } from '#src/routes/routes.ts'
import { timelineComparisonParams } from '#src/routes/timeline-comparison-url.ts'
import type { TimelineData } from '#src/ui/charts/chart-data.ts'
import { stackedPaths } from '#src/ui/charts/stacked-paths.ts'
import { Swatch } from '#src/ui/Swatch.tsx'
import styles from './FleetVersions.module.css'

const RANGE = '30d'

/**
 * How many of all nodes ran what is a target now, over the last 30 days, small, as a link to the large chart; nothing where
 * the server does not report it.
 */
export function FleetVersions() {
  const { data: wire } = useQuery(fleetVersionsQuery(null, RANGE))
  const { data: applications } = useQuery(applicationsQuery())
  const timeline = useMemo(() => {
    if (!wire || !applications) return null
    const targets = groupTargets(applications.flatMap(({ groups }) => groups ?? []))
    return targetSeries(wire, [...targets.keys()])
  }, [wire, applications])
  const words = useMemo(() => (wire ? describeChange(versionSeries(wire, [])) : ''), [wire])
  if (timeline === null || words === '') return null
  return (
    <Link
      to={routes.timelines.url(timelineComparisonParams({ range: RANGE }))}
      className={styles['link']}
      aria-label={words}
      title={words}
    >
      <svg viewBox="0 0 1 1" preserveAspectRatio="none" className={styles['chart']} aria-hidden>
        {stackedPaths(timeline).map(({ key, colour, path }) => (
          <path key={key} d={path} fill={colour} />
        ))}
      </svg>
      <span className={styles['caption']}>
        <span className={styles['name']}>Versions, 30 days</span>
        {timeline.series.map(({ key, label, colour }) => (
          <span key={key}>
            <Swatch colour={colour} /> {label}
          </span>
        ))}
      </span>
    </Link>
  )
}

/** "Versions over the last 30 days: 4459.2.0 from 0% to 43% of the nodes. Open the chart."; empty without nodes. */
function describeChange({ series, points }: TimelineData): string {
  if (series.length === 0) return ''
  const [first, last] = [points.at(0)?.values ?? [], points.at(-1)?.values ?? []]
  const changes = series.map(({ label }, index) => {
    const [before, now] = [first[index] ?? 0, last[index] ?? 0]
    return {
      now,
      text: `${label} from ${formatShare(before, sum(first))} to ${formatShare(now, sum(last))}`,
    }
  })
  const top = changes.toSorted((a, b) => b.now - a.now).slice(0, 3)
  return `Versions over the last 30 days: ${top.map(({ text }) => text).join(', ')} of the nodes. Open the chart.`
}
