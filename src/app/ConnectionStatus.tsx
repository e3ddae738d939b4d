import { useQuery } from '@tanstack/react-query'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { useConnection } from './connection.ts'
import { formatClock } from '#src/lib/format-time.ts'
import { DataAge } from '#src/ui/DataAge.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'
import styles from './ConnectionStatus.module.css'

/** In the header: the update server behind Platte, and when it last responded. */
export function ConnectionStatus() {
  const { lastResponse, outage } = useConnection()
  const { data: status } = useQuery(platteStatusQuery())
  return (
    <div className={styles['status']}>
      {status?.update_server && (
        <span className={styles['server']}>
          Update server <strong>{status.update_server}</strong>
        </span>
      )}
      {outage === null ? (
        lastResponse !== null && (
          <span>
            Live · <DataAge updatedAt={lastResponse} />
          </span>
        )
      ) : (
        <StatusBadge tone="bad">No response since {formatClock(outage.since)}</StatusBadge>
      )}
    </div>
  )
}

/** Above the page, while the update server doesn't respond. */
export function OutageNotice() {
  const { lastResponse, outage } = useConnection()
  if (outage === null || lastResponse === null) return null
  return (
    <Notice tone="bad" live>
      The update server has not responded since {formatClock(outage.since)}. This page shows older data;
      Platte keeps retrying and updates the page once the server responds.
    </Notice>
  )
}
