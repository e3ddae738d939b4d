import { MINUTE_MS } from '#contract/time-units.ts'
import { formatDuration } from '#src/lib/format-time.ts'
import { useTextOfNow } from '#src/ui/use-now.ts'
import styles from './Wallboard.module.css'

interface OldNumbersProps {
  /** When the oldest of the shown numbers was read, in ms; 0 while there are none. */
  readAt: number
  /** Why they could not be read since; null where nobody knows. */
  message: string | null
}

/** Every poll is due within a minute: what is twice as old has not come. */
const OLD_AFTER_MS = 2 * MINUTE_MS

/** Nothing while the numbers are fresh; then their age, so that nobody across the room takes them for today's. */
export function StaleDataWarning({ readAt, message }: OldNumbersProps) {
  const age = useTextOfNow((now) =>
    readAt > 0 && now - readAt > OLD_AFTER_MS ? formatDuration(now - readAt) : '',
  )
  if (age === '') return null
  return (
    <div className={styles['old']} data-tone="bad">
      <p className={styles['age']}>
        These numbers are <time>{age}</time> old
      </p>
      <output>{message ?? 'No newer ones have come.'} Platte goes on by itself once they do.</output>
    </div>
  )
}
