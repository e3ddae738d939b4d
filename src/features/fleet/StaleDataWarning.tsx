import { MINUTE_MS } from '#contract/time-units.ts'
import { formatDuration } from '#src/lib/format-time.ts'
import { useTextOfNow } from '#src/ui/use-now.ts'
import styles from './Wallboard.module.css'

interface StaleDataWarningProps {
  /** When the oldest of the shown stats were read, in ms; 0 while there are none. */
  readAt: number
  /** Why refreshing them failed; null where that is not known. */
  message: string | null
}

/** Twice the longest polling interval: at least one poll has failed. */
const STALE_AFTER_MS = 2 * MINUTE_MS

/** The age of stale data in large letters, so that nobody across the room takes it for current. */
export function StaleDataWarning({ readAt, message }: StaleDataWarningProps) {
  const age = useTextOfNow((now) =>
    readAt > 0 && now - readAt > STALE_AFTER_MS ? formatDuration(now - readAt) : '',
  )
  if (age === '') return null
  return (
    <div className={styles['stale']} data-tone="bad">
      <p className={styles['age']}>
        These numbers are <time>{age}</time> old
      </p>
      <output>{message ?? 'Failed to refresh them.'} The page keeps trying.</output>
    </div>
  )
}
