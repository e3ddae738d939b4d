import { useQuery } from '@tanstack/react-query'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { useConnection } from '#src/app/connection.ts'
import { formatClock } from '#src/lib/format-time.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'
import styles from './ConnectionState.module.css'

/** In the header: which server this is of, and when it last answered. */
export function ConnectionState() {
  const { lastAnswer, silence } = useConnection()
  const { data: status } = useQuery(platteStatusQuery())
  return (
    <div className={styles['state']}>
      {status?.update_server && (
        <span className={styles['server']}>
          in front of <strong>{status.update_server}</strong>
        </span>
      )}
      {silence === null ? (
        lastAnswer !== null && (
          <span className={styles['answer']}>
            last answer <RelativeTime time={lastAnswer} />
          </span>
        )
      ) : (
        <StatusBadge tone="bad">No answer since {formatClock(silence.since)}</StatusBadge>
      )}
    </div>
  )
}

/** Above the page, while nothing answers. */
export function SilenceNotice() {
  const { lastAnswer, silence } = useConnection()
  if (silence === null || lastAnswer === null) return null
  return (
    <Notice tone="bad" live>
      The update server has not answered since {formatClock(silence.since)}. What you see is older; Platte
      keeps asking and goes on by itself.
    </Notice>
  )
}
