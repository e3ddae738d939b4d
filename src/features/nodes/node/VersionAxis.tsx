import { VisuallyHidden } from '@mantine/core'
import { useMemo } from 'react'
import type { UpdateAttempt } from '#src/domain/nodes/update-attempts.ts'
import { formatDate, formatTime, tickFormat } from '#src/lib/format-time.ts'
import { distinctTicks, timeTicks } from '#src/lib/time-ticks.ts'
import { useMinute } from '#src/ui/use-now.ts'
import { axisMarks } from './axis-marks.ts'
import { AxisMarks } from './AxisMarks.tsx'
import { useGroupPauses } from './use-group-pauses.ts'
import { versionBands } from './version-bands.ts'
import styles from './VersionAxis.module.css'

interface VersionAxisProps {
  /** Newest first. */
  attempts: readonly UpdateAttempt[]
  running: string | null
  /** The group whose pauses are marked. */
  groupId: string
}

const MAX_TICKS = 6

/** The versions that a node ran, as bands on an axis of time, with its failed updates and the pauses of its group as marks. */
export function VersionAxis({ attempts, running, groupId }: VersionAxisProps) {
  const now = useMinute()
  const pauses = useGroupPauses(groupId)
  const { bands, failures } = useMemo(() => versionBands(attempts, running, now), [attempts, running, now])
  const [from, until] = [bands.at(0)?.from, bands.at(-1)?.until]
  if (from === undefined || until === undefined || until <= from) return null
  const length = until - from
  const place = (time: number) => `${((time - from) / length) * 100}%`
  const format = tickFormat(length)
  const ticks = distinctTicks(timeTicks(from, until, MAX_TICKS), format)
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
        <AxisMarks marks={axisMarks(failures, pauses, { from, until })} place={place} />
      </div>
      <div className={styles['ticks']} aria-hidden="true">
        {ticks.map((tick) => (
          <span
            key={tick}
            className={styles['tick']}
            style={{ insetInlineStart: `clamp(1.25rem, ${place(tick)}, calc(100% - 1.25rem))` }}
          >
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
