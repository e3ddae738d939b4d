import { Button, Tooltip, VisuallyHidden } from '@mantine/core'
import '@mantine/core/styles/Tooltip.layer.css'
import { useId } from 'react'
import { Link } from 'react-router'
import type { Application } from '#contract/application.ts'
import type { AuditEntry } from '#contract/audit-log.ts'
import { findApplication } from '#src/domain/catalogue/find-application.ts'
import { describeAuditEntry, describeAuditMessage } from '#src/domain/audit/describe-audit-entry.ts'
import { changesPackageOnly, whyNotRevertible } from '#src/domain/audit/revert-fields.ts'
import { formatTime } from '#src/lib/format-time.ts'
import { resourceAuditUrl } from '#src/routes/audit-url.ts'
import { routes } from '#src/routes/routes.ts'
import { FieldChanges } from '#src/ui/FieldChanges.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import { useReadOnly } from '#src/writes/read-only.ts'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'
import styles from './AuditEntryItem.module.css'
import { earlierPackageUrl } from './earlier-package-url.ts'

interface AuditEntryItemProps {
  entry: AuditEntry
  applications: readonly Application[]
  onRevert: (entry: AuditEntry) => void
}

/** One write: of what, by whom, when and why, field by field. */
export function AuditEntryItem({ entry, applications, onRevert }: AuditEntryItemProps) {
  const application = findApplication(applications, entry.application_id ?? undefined)
  const { verb, what, changes } = describeAuditEntry(entry, application?.channels ?? [])
  const time = formatTime(Date.parse(entry.created_ts))
  const id = useId()
  return (
    <li className={styles['item']}>
      <article aria-labelledby={id} className={styles['entry']}>
        <div className={styles['head']}>
          <h3 id={id} className={styles['title']}>
            <ResourceLink entry={entry} application={application} what={what} />
            {application && entry.subject !== 'application' && (
              <span className={styles['quiet']}>
                {' '}
                of <bdi>{application.name}</bdi>
              </span>
            )}
          </h3>
          <Outcome entry={entry} />
          <div className={styles['actions']}>
            <RevertButton entry={entry} change={`${what}, ${time}: ${verb}`} onRevert={onRevert} />
          </div>
        </div>
        <p className={styles['words']}>
          <strong>
            <bdi>{entry.actor}</bdi>
          </strong>{' '}
          {verb} · <RelativeTime time={entry.created_ts} />
          <span className={styles['quiet']}> ({time})</span>
        </p>
        {entry.reason !== '' && (
          <p className={styles['words']}>
            <span className={styles['quiet']}>Reason:</span> <bdi>{entry.reason}</bdi>
          </p>
        )}
        {entry.message !== null && (
          <p className={styles['words']}>
            <span className={styles['quiet']}>Server message:</span> {describeAuditMessage(entry)}
          </p>
        )}
        {entry.action === 'replace' ? (
          <FieldChanges label={`Changes of ${what}`} changes={changes} />
        ) : (
          changes.length > 0 && (
            <details className={styles['details']}>
              <summary>
                {entry.action === 'create' ? 'Show created values' : 'Show deleted values'}
                <VisuallyHidden> of {what}</VisuallyHidden>
              </summary>
              <FieldChanges label={`Values of ${what}`} changes={changes} />
            </details>
          )
        )}
      </article>
    </li>
  )
}

function Outcome({ entry }: { entry: AuditEntry }) {
  if (entry.outcome === 'refused') return <StatusBadge tone="bad">Rejected</StatusBadge>
  if (entry.outcome === 'unknown')
    return (
      <StatusBadge tone="waiting" title="It was sent, but no response arrived.">
        Outcome unknown
      </StatusBadge>
    )
  return null
}

/** Links to the resource's page where it has one, otherwise to its entries. */
function ResourceLink({ entry, application, what }: ResourceLinkProps) {
  const { subject, subject_id } = entry
  const name = <bdi>{what}</bdi>
  if (subject_id === null) return name
  const exists = application?.groups?.some(({ id }) => id === subject_id)
  const url =
    subject === 'group' && application && exists
      ? routes.group.url({ applicationId: application.id, groupId: subject_id })
      : resourceAuditUrl(subject, subject_id)
  return <Link to={url}>{name}</Link>
}

interface ResourceLinkProps {
  entry: AuditEntry
  application: Application | undefined
  /** "group Stable". */
  what: string
}

interface RevertButtonProps extends Pick<AuditEntryItemProps, 'entry' | 'onRevert'> {
  /** The change of which resource, when, and what it was. */
  change: string
}

function RevertButton({ entry, change, onRevert }: RevertButtonProps) {
  const id = useId()
  const readOnly = useReadOnly()
  const disabledReason = whyNotRevertible(entry) ?? readOnly?.reason ?? null
  const packageUrl = changesPackageOnly(entry) ? earlierPackageUrl(entry) : null
  const button = {
    size: 'compact-xs',
    variant: 'default',
    'aria-label': `Revert the change of ${change}…`,
    children: 'Revert…',
  } as const
  if (disabledReason === null)
    return packageUrl === null ? (
      <Button {...button} onClick={() => onRevert(entry)} />
    ) : (
      <Button {...button} component={Link} to={packageUrl} />
    )
  if (entry.outcome === 'refused') return null
  return (
    <>
      <Tooltip label={disabledReason} multiline w={260} events={{ hover: true, focus: true, touch: true }}>
        <Button {...button} aria-disabled data-disabled aria-describedby={id} />
      </Tooltip>
      <span id={id} hidden>
        {disabledReason}
      </span>
    </>
  )
}
