import { useConnection } from '#src/api/connection.ts'
import { formatDuration } from '#src/lib/format-time.ts'
import { useTextOfNow } from '#src/ui/use-now.ts'
import { isOldAt } from '#src/ui/DataAge.tsx'
import styles from './Wallboard.module.css'

interface StaleDataWarningProps {
  /** When the oldest of the shown stats were read, in ms; 0 while there are none. */
  readAt: number
  /** Why refreshing them failed; null where that is not known. */
  message: string | null
}

/** The age of data that is stale, or that the server no longer refreshes, in large letters: nobody across the room takes it for current. */
export function StaleDataWarning({ readAt, message }: StaleDataWarningProps) {
  const outage = useConnection('outage')
  const age = useTextOfNow((now) =>
    readAt > 0 && (outage !== null || isOldAt(readAt, now)) ? formatDuration(now - readAt) : '',
  )
  if (age === '') return null
  return (
    <div className={styles['stale']} data-tone="bad">
      <p className={styles['age']}>
        These numbers are <time>{age}</time> old
      </p>
      <output>{message ?? outage?.message ?? 'Failed to refresh them.'} The page keeps trying.</output>
    </div>
  )
}

/** Before anything could be read. @param message why; null while it is still loading */
export function NothingRead({ message }: { message: string | null }) {
  if (message === null) return <output className={styles['heading']}>Loading the fleet…</output>
  return (
    <div className={styles['stale']} data-tone="bad">
      <p className={styles['age']}>No numbers could be read yet</p>
      <output>{message} The page keeps trying.</output>
    </div>
  )
}
