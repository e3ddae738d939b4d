import { MINUTE_MS } from '#contract/time-units.ts'
import { POLL_IDLE_MS } from '#src/api/polling.ts'
import { formatClock, formatDuration } from '#src/lib/format-time.ts'
import { isOldAt } from '#src/ui/DataAge.tsx'
import { useTextOfNow } from '#src/ui/use-now.ts'
import { useConnection } from '#src/api/connection.ts'
import styles from './Freshness.module.css'

/** In the header: whether the page shows the newest data, and else how old it is. */
export function Freshness() {
  const lastData = useConnection('lastData')
  const lastServerError = useConnection('lastServerError')
  const isOut = useConnection('outage') !== null
  const fails = lastServerError !== null && lastServerError > (lastData ?? 0)
  const age = useTextOfNow((now) => {
    if (lastData === null) return isOut || fails ? 'No data yet' : ''
    const isLate = fails && now - lastData > POLL_IDLE_MS
    if (!isOut && !isLate && !isOldAt(lastData, now)) return ''
    return `${formatClock(lastData)}, ${formatDuration(roundToMinutes(now - lastData))} old`
  })
  return (
    <span
      className={styles['freshness']}
      data-unknown={(lastData === null && age === '') || undefined}
      data-tone={age === '' ? 'good' : 'waiting'}
      title={age === '' ? 'The page updates itself' : 'The time of the latest data'}
    >
      <span className={styles['dot']} />
      {age === '' ? 'Live' : age}
    </span>
  )
}

const roundToMinutes = (length: number) => (length < MINUTE_MS ? length : length - (length % MINUTE_MS))
