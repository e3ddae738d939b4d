import { formatClock } from '#src/lib/format-time.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { useConnection } from '#src/api/connection.ts'

/** Above the page, while the update server doesn't respond. The panels below it are silent about the outage then. */
export function OutageNotice() {
  const lastResponse = useConnection('lastResponse')
  const hasData = useConnection('lastData') !== null
  const outage = useConnection('outage')
  if (outage === null || lastResponse === null) return null
  return (
    <Notice tone="bad" live>
      The update server has not responded since {formatClock(outage.since)}.{' '}
      {hasData && 'This page shows older data; '}Platte keeps retrying and updates the page once the server
      responds.
    </Notice>
  )
}
