import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { freezeInForceQuery } from '#src/api/freezes.ts'
import { formatNumber } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import styles from './FreezeBanner.module.css'
import { resultsInWords } from './frozen-result.ts'

/** On every page while a freeze is in force. */
export function FreezeBanner() {
  const { data } = useQuery(freezeInForceQuery())
  const freeze = data?.freeze
  if (!freeze) return null
  const { created_ts, actor, reason, groups, exceptions } = freeze
  return (
    <Notice
      tone="waiting"
      actions={
        <Link to={routes.freeze.url()} className={styles['link']}>
          See the freeze, or thaw it
        </Link>
      }
    >
      <strong>
        Frozen <RelativeTime time={created_ts} /> by {actor}
      </strong>
      {reason !== '' && `: ${reason}`}. Groups: {resultsInWords(groups)}
      {exceptions.length > 0 && `, ${formatNumber(exceptions.length)} left out`}.
    </Notice>
  )
}
