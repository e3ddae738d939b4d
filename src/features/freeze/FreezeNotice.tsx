import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { Freeze } from '#contract/freeze.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import { formatNumber } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import styles from './FreezeNotice.module.css'
import { summarizeResults, withResumed } from './frozen-result.ts'

const NONE: never[] = []

/** Which freeze is active, by whom and why, and where it is thawed. */
export function FreezeNotice({ freeze }: { freeze: Freeze }) {
  const { data: applications } = useQuery(applicationsQuery())
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
