import { VisuallyHidden } from '@mantine/core'
import { useMemo } from 'react'
import type { UpdateAttempt } from '#src/domain/nodes/update-attempts.ts'
import { formatDate, formatTime, tickFormat } from '#src/lib/format-time.ts'
import { distinctTicks, timeTicks } from '#src/lib/time-ticks.ts'
import { useMinute } from '#src/ui/use-now.ts'
import { FailureMarks } from './FailureMarks.tsx'
import { versionBands } from './version-bands.ts'
import styles from './VersionAxis.module.css'

interface VersionAxisProps {
  /** Newest first. */
  attempts: readonly UpdateAttempt[]
  running: string | null
}

const MOST_TICKS = 6
/** More marks than these would lie on each other. */
const MOST_MARKS = 200

/** The versions that a node ran, as bands on an axis of time, with its failed updates as marks. */
export function VersionAxis({ attempts, running }: VersionAxisProps) {
  const now = useMinute()
  const { bands, failures } = useMemo(() => versionBands(attempts, running, now), [attempts, running, now])
  const from = bands[0]?.from
  const length = from === undefined ? 0 : now - from
  if (from === undefined || length <= 0) return null
  const place = (time: number) => `${((time - from) / length) * 100}%`
  const format = tickFormat(length)
  const ticks = distinctTicks(timeTicks(from, now, MOST_TICKS), format)
  return (
    <div className={styles['axis']}>
      <div className={styles['bands']}>
        {bands.map((band, index) => (
          <span
            key={band.from}
            className={styles['band']}
            aria-hidden="true"
            data-current={index === bands.length - 1 || undefined}
            style={{
              insetInlineStart: place(band.from),
              inlineSize: `${((band.until - band.from) / length) * 100}%`,
            }}
            title={`${band.version ?? 'unknown version'} from ${formatTime(band.from)} to ${formatTime(band.until)}`}
          >
            {band.version ?? '…'}
          </span>
        ))}
        <FailureMarks failures={failures.slice(0, MOST_MARKS)} place={place} />
      </div>
      <div className={styles['ticks']} aria-hidden="true">
        {ticks.map((tick) => (
          <span key={tick} className={styles['tick']} style={{ insetInlineStart: place(tick) }}>
            {format(tick)}
          </span>
        ))}
      </div>
      <VisuallyHidden>
        <ul aria-label="Versions over time">
          {bands.map(({ version, from: since }) => (
            <li key={since}>
              {version ?? 'Unknown version'} since {formatDate(since)}
            </li>
          ))}
        </ul>
      </VisuallyHidden>
    </div>
  )
}
