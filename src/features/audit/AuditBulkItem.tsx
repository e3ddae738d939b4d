import { VisuallyHidden } from '@mantine/core'
import { useId } from 'react'
import { Link } from 'react-router'
import type { Application } from '#contract/application.ts'
import type { AuditEntry } from '#contract/audit-log.ts'
import { formatTime } from '#src/lib/format-time.ts'
import { plural } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import { AuditEntryItem } from './AuditEntryItem.tsx'
import styles from './AuditEntryItem.module.css'

interface AuditBulkItemProps {
  kind: 'freeze' | 'thaw'
  /** Newest first. */
  entries: readonly AuditEntry[]
  /** Older ones are not loaded. */
  isCut: boolean
  applications: readonly Application[]
  onRevert: (entry: AuditEntry) => void
}

/** A freeze or a thaw in one entry; its groups open on demand. */
export function AuditBulkItem({ kind, entries, isCut, applications, onRevert }: AuditBulkItemProps) {
  const id = useId()
  const [newest] = entries
  if (!newest) return null
  const { actor, reason, created_ts } = newest
  const time = formatTime(Date.parse(created_ts))
  const groups = `${isCut ? 'at least ' : ''}${plural(entries.length, 'group')}`
  return (
    <li className={styles['item']}>
      <article aria-labelledby={id} className={styles['entry']}>
        <h3 id={id} className={styles['title']}>
          <Link to={routes.freeze.url()}>
            {kind === 'freeze' ? 'Freeze' : 'Thaw'} of {groups}
          </Link>
        </h3>
        <p className={styles['words']}>
          <strong>
            <bdi>{actor}</bdi>
          </strong>{' '}
          {kind === 'freeze' ? 'switched updates off' : 'restored the earlier policies'} ·{' '}
          <RelativeTime time={created_ts} />
          <span className={styles['quiet']}> ({time})</span>
        </p>
        <p className={styles['words']}>
          <span className={styles['quiet']}>Reason:</span> <bdi>{reason}</bdi>
        </p>
        <details className={styles['details']}>
          <summary>
            Show {plural(entries.length, 'group')}
            <VisuallyHidden>
              {' '}
              of the {kind}, {time}
            </VisuallyHidden>
          </summary>
          <ol className={styles['nested']} aria-label={`Groups of the ${kind}`}>
            {entries.map((entry) => (
              <AuditEntryItem key={entry.id} entry={entry} applications={applications} onRevert={onRevert} />
            ))}
          </ol>
        </details>
      </article>
    </li>
  )
}
