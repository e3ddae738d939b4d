import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { freezeInForceQuery } from '#src/api/freezes.ts'
import { formatNumber } from '#src/lib/format-number.ts'
import { plural } from '#src/lib/plural.ts'
import { paths } from '#src/paths.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import styles from './FreezeBanner.module.css'

/** On every page while a freeze is in force. */
export function FreezeBanner() {
  const { data } = useQuery(freezeInForceQuery())
  const freeze = data?.freeze
  if (!freeze) return null
  const { created_ts, actor, reason, groups, exceptions } = freeze
  const open = groups.filter(({ outcome }) => outcome === 'waiting' || outcome === 'failed').length
  return (
    <Notice
      tone="waiting"
      actions={
        <Link to={paths.freeze()} className={styles['link']}>
          See the freeze, or thaw it
        </Link>
      }
    >
      <strong>
        Frozen since <RelativeTime time={created_ts} /> by {actor}
      </strong>
      {reason !== '' && `: ${reason}`}. {plural(groups.length, 'group')}
      {exceptions.length > 0 && `, ${formatNumber(exceptions.length)} left out`}
      {open > 0 && `; ${formatNumber(open)} of them ${open === 1 ? 'is' : 'are'} not paused`}.
    </Notice>
  )
}
