import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link } from 'react-router'
import { fleetVersionsQuery } from '#src/api/timelines.ts'
import { versionSeries } from '#src/domain/versions/timeline-series.ts'
import { formatShare } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { timelineComparisonParams } from '#src/routes/timeline-comparison-url.ts'
import { sumOf, type TimelineData } from '#src/ui/charts/chart-data.ts'
import { stackedPaths } from '#src/ui/charts/stacked-paths.ts'
import styles from './FleetVersions.module.css'

const RANGE = '30d'

/** What all nodes ran over the last 30 days, small, as a link to the large chart; nothing where the server does not report it. */
export function FleetVersions() {
  const { data: wire } = useQuery(fleetVersionsQuery(null, RANGE))
  const timeline = useMemo(() => (wire ? versionSeries(wire, null) : null), [wire])
  if (timeline === null || timeline.series.length === 0) return null
  return (
    <Link
      to={routes.timelines.url(timelineComparisonParams({ range: RANGE }))}
      className={styles['link']}
      aria-label={describeChange(timeline)}
      title={describeChange(timeline)}
    >
      <svg viewBox="0 0 1 1" preserveAspectRatio="none" className={styles['chart']} aria-hidden>
        {stackedPaths(timeline).map(({ key, colour, path }) => (
          <path key={key} d={path} fill={colour} />
        ))}
      </svg>
      <span className={styles['caption']}>Versions, 30 days</span>
    </Link>
  )
}

/** "Versions over the last 30 days: 4459.2.0 from 0% to 43% of the nodes. Open the chart." */
function describeChange({ series, points }: TimelineData): string {
  const [first, last] = [points.at(0)?.values ?? [], points.at(-1)?.values ?? []]
  const changes = series.map(({ label }, index) => {
    const [before, now] = [first[index] ?? 0, last[index] ?? 0]
    return {
      now,
      text: `${label} from ${formatShare(before, sumOf(first))} to ${formatShare(now, sumOf(last))}`,
    }
  })
  const top = changes.toSorted((a, b) => b.now - a.now).slice(0, 3)
  return `Versions over the last 30 days: ${top.map(({ text }) => text).join(', ')} of the nodes. Open the chart.`
}
