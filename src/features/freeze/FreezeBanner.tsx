import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { applicationsQuery } from '#src/api/applications.ts'
import { activeFreezeQuery } from '#src/api/freezes.ts'
import { formatNumber } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import styles from './FreezeBanner.module.css'
import { summarizeResults, withResumed } from './frozen-result.ts'

const NONE: never[] = []

/** Stands on every page while a freeze is active. */
export function FreezeBanner() {
  const { data } = useQuery(activeFreezeQuery())
  const freeze = data?.freeze
  const { data: applications } = useQuery({
    ...applicationsQuery(),
    enabled: freeze !== null && freeze !== undefined,
  })
  if (!freeze) return null
  const { created_ts, actor, reason, groups, exceptions } = freeze
  return (
    <Notice
      tone="waiting"
      actions={
        <Link to={routes.freeze.url()} className={styles['link']}>
          View or thaw it
        </Link>
      }
    >
      <strong>
        Frozen <RelativeTime time={created_ts} /> by <bdi>{actor}</bdi>
      </strong>
      {reason !== '' && (
        <>
          : <bdi>{reason}</bdi>
        </>
      )}
      . Groups: {summarizeResults(withResumed(groups, applications ?? NONE))}
      {exceptions.length > 0 && `, ${formatNumber(exceptions.length)} left out`}.
    </Notice>
  )
}
