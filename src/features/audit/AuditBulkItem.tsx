import { VisuallyHidden } from '@mantine/core'
import { useId } from 'react'
import { Link } from 'react-router'
import type { Application } from '#contract/application.ts'
import type { AuditEntry } from '#contract/audit-log.ts'
import type { AuditLine } from '#src/domain/audit/audit-lines.ts'
import { formatDuration, formatTime } from '#src/lib/format-time.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import { AuditEntryItem } from './AuditEntryItem.tsx'
import styles from './AuditEntryItem.module.css'

type BulkLine = Exclude<AuditLine, { kind: 'entry' }>

interface AuditBulkItemProps {
  line: BulkLine
  applications: readonly Application[]
  onRevert: (entry: AuditEntry) => void
}

/** A freeze, a thaw or both in one entry; their groups open on demand. */
export function AuditBulkItem({ line, applications, onRevert }: AuditBulkItemProps) {
  const id = useId()
  const { kind, entries } = line
  const thaw = line.kind === 'freeze' ? line.thaw : []
  const [newest] = entries
  if (!newest) return null
  const item = { applications, onRevert }
  return (
    <li className={styles['item']}>
      <article aria-labelledby={id} className={styles['entry']}>
        <h3 id={id} className={styles['title']}>
          <Link to={routes.freeze.url()}>{titleOf(line)}</Link>
        </h3>
        <Act entry={newest} words={kind === 'freeze' ? SWITCHED_OFF : RESTORED} />
        {thaw[0] && <Act entry={thaw[0]} words={RESTORED} />}
        <p className={styles['words']}>
          <span className={styles['quiet']}>Reason:</span> <bdi>{newest.reason}</bdi>
        </p>
        <details className={styles['details']}>
          <summary>
            Show {plural(entries.length, 'group')}
            <VisuallyHidden>
              {' '}
              of the {kind}, {formatTime(Date.parse(newest.created_ts))}
            </VisuallyHidden>
          </summary>
          {thaw.length > 0 && <Groups label="Groups of the thaw" entries={thaw} {...item} />}
          <Groups label={`Groups of the ${kind}`} entries={entries} {...item} />
        </details>
      </article>
    </li>
  )
}

const SWITCHED_OFF = 'switched updates off'
const RESTORED = 'restored the earlier policies'

/** "Freeze of 8 groups, thawed 2 h later". */
function titleOf(line: BulkLine): string {
  const { kind, entries, isCut } = line
  const groups = `${isCut ? 'at least ' : ''}${plural(entries.length, 'group')}`
  if (kind === 'thaw') return `Thaw of ${groups}`
  const [thawed, frozen] = [line.thaw[0], entries[0]]
  if (!thawed || !frozen) return `Freeze of ${groups}`
  const some = line.thaw.length < entries.length ? `${formatNumber(line.thaw.length)} of them ` : ''
  const length = Date.parse(thawed.created_ts) - Date.parse(frozen.created_ts)
  return `Freeze of ${groups}, ${some}thawed ${formatDuration(length)} later`
}

/** Who did it, and when. */
function Act({ entry: { actor, created_ts }, words }: { entry: AuditEntry; words: string }) {
  return (
    <p className={styles['words']}>
      <strong>
        <bdi>{actor}</bdi>
      </strong>{' '}
      {words} · <RelativeTime time={created_ts} />
      <span className={styles['quiet']}> ({formatTime(Date.parse(created_ts))})</span>
    </p>
  )
}

interface GroupsProps extends Omit<AuditBulkItemProps, 'line'> {
  label: string
  entries: readonly AuditEntry[]
}

const Groups = ({ label, entries, ...item }: GroupsProps) => (
  <ol className={styles['nested']} aria-label={label}>
    {entries.map((entry) => (
      <AuditEntryItem key={entry.id} entry={entry} {...item} />
    ))}
  </ol>
)
