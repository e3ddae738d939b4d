import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type Group, targetVersion } from '#contract/group.ts'
import { channelActivityQuery } from '#src/api/activity.ts'
import { type GroupRef, versionTimelineQuery } from '#src/api/groups.ts'
import { burnUp, burnUpWindow } from '#src/domain/rollout/burn-up.ts'
import { type BandPoint } from '#src/domain/forecast/forecast-band.ts'
import { type EventMark, eventMarks, groupEvents } from '#src/domain/rollout/group-events.ts'
import { formatSpacing } from '#src/domain/versions/timeline-spacing.ts'
import { formatDayAndClock, tickFormat } from '#src/lib/format-time.ts'
import { BurnUpChart } from '#src/ui/charts/BurnUpChart.tsx'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { rampColour } from '#src/ui/ramp-colour.ts'
import { useWasVisible } from '#src/ui/use-was-visible.ts'
import styles from './BurnUpPanel.module.css'

interface BurnUpPanelProps {
  groupRef: GroupRef
  group: Group
  target: string
  /** Null or undefined where it isn't known. */
  startedTs: string | null | undefined
  /** Seen in the last day; undefined while that isn't known. */
  nodes: number | undefined
  /** The forecast; keep it the same array while it is the same. */
  band: readonly BandPoint[]
  /** In ms. */
  now: number
}

const WINDOW_WORDS = {
  '1h': 'the last hour',
  '1d': 'the last day',
  '7d': 'the last 7 days',
  '30d': 'the last 30 days',
}

/** How the share at the target has grown, and how it may go on. Asked for when it comes into view. */
export function BurnUpPanel(props: BurnUpPanelProps) {
  const { groupRef, group, target, startedTs, nodes, band, now } = props
  const [ref, wasVisible] = useWasVisible()
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
        note={`nodes at ${target} or newer, ${WINDOW_WORDS[range]}${spacing ? `, a point every ${spacing}` : ''}`}
        query={query}
        minHeight="22rem"
        isEmpty={(wire) => burnUp(wire, target).every(({ nodes }) => nodes === 0)}
        empty={<EmptyState title="No node was seen in this window" />}
      >
        {(wire) => <BurnUpOf wire={wire} {...{ group, target, nodes, band }} startedTs={startedTs ?? null} />}
      </QueryPanel>
    </div>
  )
}

interface BurnUpOfProps {
  wire: Record<string, Record<string, number>>
  group: Group
  target: string
  band: readonly BandPoint[]
  startedTs: string | null
  nodes: number | undefined
}

function BurnUpOf({ wire, group, target, nodes, band, startedTs }: BurnUpOfProps) {
  const points = useMemo(
    () => burnUp(wire, target).map(({ time, done }) => ({ time, values: [done] })),
    [wire, target],
  )
  const from = points.at(0)?.time ?? 0
  const to = points.at(-1)?.time ?? from
  const marks = useRolloutMarks(group, startedTs, { from, to })
  const chart = useMemo(
    () => ({
      done: { key: 'done', label: `${target} or newer`, colour: rampColour(0, 1) },
      total: nodes === undefined ? null : { label: 'All nodes now', value: nodes },
      forecast: { label: 'Forecast (90% sure)', colour: 'light-dark(#0f7c74, #3fb5a8)', points: band },
    }),
    [target, band, nodes],
  )
  const lines = marks.flatMap(({ label, changes }) =>
    changes.map(({ id, words, time }) => ({ id, text: `${label}  ${words}, ${formatDayAndClock(time)}` })),
  )
  return (
    <>
      <BurnUpChart
        label={`Rollout of ${target} in ${group.name} over time`}
        unit="nodes"
        {...chart}
        points={points}
        marks={marks}
        markNotes={lines.map(({ text }) => text)}
        formatTick={tickFormat((band.at(-1)?.time ?? to) - from)}
        formatTime={formatDayAndClock}
      />
      {lines.length > 0 && (
        <ul className={styles['marks']} aria-label="What is marked">
          {lines.map(({ id, text }) => (
            <li key={id}>{text}</li>
          ))}
        </ul>
      )}
    </>
  )
}

const NOTHING: never[] = []

/** When the channel was pointed elsewhere, and when the rollout started, within the chart's window. */
function useRolloutMarks(group: Group, startedTs: string | null, { from, to }: { from: number; to: number }) {
  const { application_id, channel_id } = group
  const activity = useQuery({
    ...channelActivityQuery(application_id, channel_id ?? ''),
    enabled: channel_id !== null,
  })
  const target = targetVersion(group) ?? ''
  return useMemo((): readonly EventMark[] => {
    const started =
      startedTs === null
        ? []
        : [
            {
              id: 'started',
              kind: 'rollout-started' as const,
              time: Date.parse(startedTs),
              version: target,
              words: `Rollout of ${target} started`,
            },
          ]
    const changes = [...groupEvents(activity.data ?? NOTHING), ...started]
    return eventMarks(
      changes.toSorted((a, b) => a.time - b.time),
      from,
      to,
    )
  }, [activity.data, startedTs, target, from, to])
}
