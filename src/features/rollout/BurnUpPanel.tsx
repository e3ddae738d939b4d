import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Duration } from '#contract/duration.ts'
import type { VersionTimeline } from '#contract/group-statistics.ts'
import type { Group } from '#contract/group.ts'
import { type GroupRef } from '#src/api/groups.ts'
import { versionTimelineQuery } from '#src/api/timelines.ts'
import { usePlatteAuditLog } from '#src/api/platte-status.ts'
import type { BandPoint } from '#src/domain/forecast/forecast-band.ts'
import { burnUp, burnUpWindow, pointsSince } from '#src/domain/rollout/burn-up.ts'
import { formatSpacing } from '#src/domain/versions/timeline-spacing.ts'
import { formatDayAndClock, tickFormat } from '#src/lib/format-time.ts'
import { linkedMarks } from '#src/routes/event-cause-url.ts'
import { BurnUpChart } from '#src/ui/charts/BurnUpChart.tsx'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { TARGET_COLOUR } from '#src/ui/charts/chart-colours.ts'
import { useIsDrawn, useWasVisible } from '#src/ui/use-was-visible.ts'
import styles from './BurnUpPanel.module.css'
import { useRolloutMarks } from './use-rollout-marks.ts'

interface BurnUpPanelProps {
  groupRef: GroupRef
  group: Group
  target: string
  /** Null where it is not known; undefined while it loads. */
  startedTs: string | null | undefined
  /** Nodes seen in the last 24 hours; undefined while they load. */
  nodes: number | undefined
  /** The forecast. Keep it the same array until it changes. */
  band: readonly BandPoint[]
  /** In ms. */
  now: number
}

const RANGE_LABELS: Record<Duration, string> = {
  '1h': 'the last hour',
  '1d': 'the last 24 hours',
  '7d': 'the last 7 days',
  '30d': 'the last 30 days',
}

const MIN_HEIGHT = '22rem'

/** The nodes at the target over time, and the forecast. Loaded when it comes into view. */
export function BurnUpPanel(props: BurnUpPanelProps) {
  const { groupRef, group, target, startedTs, nodes, band, now } = props
  const [ref, wasVisible] = useWasVisible()
  const isDrawn = useIsDrawn(wasVisible)
  const range = burnUpWindow(startedTs ?? null, now)
  const query = useQuery({
    ...versionTimelineQuery(groupRef, range),
    enabled: wasVisible && startedTs !== undefined,
  })
  const spacing = query.data && formatSpacing(query.data)
  return (
    <div ref={ref}>
      <QueryPanel
        title="Over time"
        note={`nodes at ${target} or newer, ${startedTs ? 'since the rollout started' : RANGE_LABELS[range]}${spacing ? `, one point every ${spacing}` : ''}`}
        query={query}
        minHeight={MIN_HEIGHT}
        isEmpty={(wire) => burnUp(wire, target).every(({ nodes }) => nodes === 0)}
        empty={<EmptyState title="No node was seen in this time range" />}
      >
        {(wire) =>
          isDrawn ? (
            <LoadedBurnUp wire={wire} {...{ group, target, nodes, band }} startedTs={startedTs ?? null} />
          ) : (
            <div style={{ height: MIN_HEIGHT }} />
          )
        }
      </QueryPanel>
    </div>
  )
}

interface LoadedBurnUpProps {
  wire: VersionTimeline
  group: Group
  target: string
  band: readonly BandPoint[]
  startedTs: string | null
  nodes: number | undefined
}

function LoadedBurnUp({ wire, group, target, nodes, band, startedTs }: LoadedBurnUpProps) {
  const points = useMemo(
    () => pointsSince(burnUp(wire, target), startedTs).map(({ time, done }) => ({ time, values: [done] })),
    [wire, target, startedTs],
  )
  const from = points.at(0)?.time ?? 0
  const to = points.at(-1)?.time ?? from
  const marks = useRolloutMarks(group, startedTs, { from, to })
  const hasAuditLog = usePlatteAuditLog()
  const links = useMemo(() => linkedMarks(marks, group, hasAuditLog), [marks, group, hasAuditLog])
  const chart = useMemo(
    () => ({
      done: { key: 'done', label: `${target} or newer`, colour: TARGET_COLOUR },
      total: nodes === undefined ? null : { label: 'All nodes', value: nodes },
      forecast: {
        label: 'Forecast (90% of simulated runs)',
        colour: 'light-dark(#0f7c74, #3fb5a8)',
        points: band,
      },
    }),
    [target, band, nodes],
  )
  const notes = marks.flatMap(({ label, changes }) =>
    changes.map(({ id, words, time }) => ({ id, text: `${label}  ${words}, ${formatDayAndClock(time)}` })),
  )
  return (
    <>
      <BurnUpChart
        label={`Rollout of ${target} in ${group.name} over time`}
        unit="nodes"
        {...chart}
        points={points}
        marks={links}
        markNotes={notes.map(({ text }) => text)}
        formatTick={tickFormat((band.at(-1)?.time ?? to) - from)}
        formatTime={formatDayAndClock}
      />
      {notes.length > 0 && (
        <ul className={styles['marks']} aria-label="Marked events">
          {notes.map(({ id, text }) => (
            <li key={id}>{text}</li>
          ))}
        </ul>
      )}
    </>
  )
}
