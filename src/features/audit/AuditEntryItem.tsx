import { Button, Tooltip } from '@mantine/core'
import '@mantine/core/styles/Tooltip.layer.css'
import { type ReactNode, useId } from 'react'
import { Link } from 'react-router'
import type { Application } from '#contract/application.ts'
import type { AuditEntry } from '#contract/audit-log.ts'
import { findApplication } from '#src/domain/catalogue/find-application.ts'
import { describeAuditEntry, describeAuditMessage } from '#src/domain/audit/describe-audit-entry.ts'
import { changesPackageOnly, whyNotRevertible } from '#src/domain/audit/revert-fields.ts'
import { formatTime } from '#src/lib/format-time.ts'
import { routes } from '#src/routes/routes.ts'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'
import { ChangeTable } from './ChangeTable.tsx'
import styles from './AuditEntryItem.module.css'
import { auditSearchParams } from './audit-search.ts'
import { earlierPackageUrl } from './earlier-package-url.ts'

interface AuditEntryItemProps {
  entry: AuditEntry
  applications: readonly Application[]
  onRevert: (entry: AuditEntry) => void
}

/** One write: what, who, when and why, field by field. */
export function AuditEntryItem({ entry, applications, onRevert }: AuditEntryItemProps) {
  const application = findApplication(applications, entry.application_id ?? undefined)
  const { verb, what, changes } = describeAuditEntry(entry, application?.channels ?? [])
  const id = useId()
  return (
    <li className={styles['item']}>
      <article aria-labelledby={id} className={styles['entry']}>
        <div className={styles['head']}>
          <h3 id={id} className={styles['title']}>
            {linked(what, entry, application)}
            {application && entry.subject !== 'application' && (
              <span className={styles['quiet']}> of {application.name}</span>
            )}
          </h3>
          <Outcome entry={entry} />
          <div className={styles['actions']}>
            <RevertButton entry={entry} what={what} onRevert={onRevert} />
          </div>
        </div>
        <p className={styles['words']}>
          <strong>{entry.actor}</strong> {verb} · <RelativeTime time={entry.created_ts} />
          <span className={styles['quiet']}> ({formatTime(Date.parse(entry.created_ts))})</span>
        </p>
        {entry.reason !== '' && (
          <p className={styles['words']}>
            <span className={styles['quiet']}>Why:</span> {entry.reason}
          </p>
        )}
        {entry.message !== null && (
          <p className={styles['words']}>
            <span className={styles['quiet']}>The server said:</span> {describeAuditMessage(entry)}
          </p>
        )}
        {entry.action === 'replace' ? (
          <ChangeTable label={`What changed of ${what}`} changes={changes} />
        ) : (
          changes.length > 0 && (
            <details className={styles['details']}>
              <summary>{entry.action === 'create' ? 'As it was made' : 'As it was'}</summary>
              <ChangeTable label={`All of ${what}`} changes={changes} />
            </details>
          )
        )}
      </article>
    </li>
  )
}

function Outcome({ entry }: { entry: AuditEntry }) {
  if (entry.outcome === 'refused') return <StatusBadge tone="bad">Refused</StatusBadge>
  if (entry.outcome === 'unknown')
    return (
      <StatusBadge tone="waiting" title="It was sent, and no answer was seen.">
        Not known whether it was done
      </StatusBadge>
    )
  return null
}

/** Where there is a page of the thing, to it; else to what else was written to it. */
function linked(what: string, entry: AuditEntry, application: Application | undefined): ReactNode {
  const { subject, subject_id } = entry
  if (subject_id === null) return what
  const isThere = application?.groups?.some(({ id }) => id === subject_id)
  if (subject === 'group' && application && isThere)
    return <Link to={routes.group.url({ applicationId: application.id, groupId: subject_id })}>{what}</Link>
  return <Link to={routes.auditLog.url(auditSearchParams({ subject, subject_id }))}>{what}</Link>
}

function RevertButton({
  entry,
  what,
  onRevert,
}: Omit<AuditEntryItemProps, 'applications'> & { what: string }) {
  const because = whyNotRevertible(entry)
  const id = useId()
  const packageUrl = changesPackageOnly(entry) ? earlierPackageUrl(entry) : null
  if (because === null && packageUrl !== null)
    return (
      <Button
        component={Link}
        to={packageUrl}
        size="compact-xs"
        variant="default"
        aria-label={`Revert the change of ${what}…`}
      >
        Revert…
      </Button>
    )
  if (because === null)
    return (
      <Button
        size="compact-xs"
        variant="default"
        aria-label={`Revert the change of ${what}…`}
        onClick={() => onRevert(entry)}
      >
        Revert…
      </Button>
    )
  if (entry.outcome === 'refused') return null
  return (
    <>
      <Tooltip label={because} multiline w={260} events={{ hover: true, focus: true, touch: true }}>
        <Button
          size="compact-xs"
          variant="default"
          aria-label={`Revert the change of ${what}…`}
          aria-disabled
          data-disabled
          aria-describedby={id}
        >
          Revert…
        </Button>
      </Tooltip>
      <span id={id} hidden>
        {because}
      </span>
    </>
  )
}
