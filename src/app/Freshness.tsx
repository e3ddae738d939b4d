import { MINUTE_MS } from '#contract/time-units.ts'
import { formatClock, formatDuration } from '#src/lib/format-time.ts'
import { isOldAt } from '#src/ui/DataAge.tsx'
import { useTextOfNow } from '#src/ui/use-now.ts'
import { useConnection } from '#src/api/connection.ts'
import styles from './Freshness.module.css'

/** In the header: whether the page shows the newest data, and else how old it is. */
export function Freshness() {
  const { lastResponse, outage } = useConnection()
  const age = useTextOfNow((now) => {
    if (lastResponse === null || (outage === null && !isOldAt(lastResponse, now))) return ''
    return `${formatClock(lastResponse)}, ${formatDuration(roundToMinutes(now - lastResponse))} old`
  })
  return (
    <span
      className={styles['freshness']}
      data-unknown={lastResponse === null || undefined}
      data-tone={age === '' ? 'good' : 'waiting'}
      title={age === '' ? 'The page updates itself' : 'The time of the latest data'}
    >
      <span className={styles['dot']} />
      {age === '' ? 'Live' : age}
    </span>
  )
}

const roundToMinutes = (length: number) => (length < MINUTE_MS ? length : length - (length % MINUTE_MS))
