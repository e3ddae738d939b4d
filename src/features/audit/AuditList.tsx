import { useState } from 'react'
import type { Application } from '#contract/application.ts'
import type { AuditEntry } from '#contract/audit-log.ts'
import { auditLines } from '#src/domain/audit/audit-lines.ts'
import { findApplication } from '#src/domain/catalogue/find-application.ts'
import { LazyDialog } from '#src/ui/lazy/LazyDialog.tsx'
import { createLazyComponent } from '#src/ui/lazy/lazy-component.ts'
import { AuditBulkItem } from './AuditBulkItem.tsx'
import { AuditEntryItem } from './AuditEntryItem.tsx'
import styles from './AuditList.module.css'

const revertDialog = createLazyComponent(async () => (await import('./RevertDialog.tsx')).RevertDialog)

interface AuditListProps {
  label: string
  entries: readonly AuditEntry[]
  /** Whether there are older ones. */
  hasOlder: boolean
  applications: readonly Application[]
}

/** Entries, newest first, each with its revert; those of a freeze and its thaw together. */
export function AuditList({ label, entries, hasOlder, applications }: AuditListProps) {
  const [reverting, setReverting] = useState<AuditEntry | null>(null)
  const application = findApplication(applications, reverting?.application_id ?? undefined)
  return (
    <>
      <ol className={styles['list']} aria-label={label}>
        {auditLines(entries, hasOlder).map((line) =>
          line.kind === 'entry' ? (
            <AuditEntryItem
              key={line.entry.id}
              entry={line.entry}
              applications={applications}
              onRevert={setReverting}
            />
          ) : (
            <AuditBulkItem
              key={line.entries[0]?.id}
              line={line}
              applications={applications}
              onRevert={setReverting}
            />
          ),
        )}
      </ol>
      {reverting && (
        <LazyDialog
          component={revertDialog}
          failureTitle="Failed to load the dialog that reverts a change"
          props={{
            entry: reverting,
            applicationName: application?.name,
            channels: application?.channels ?? [],
            onClose: () => setReverting(null),
          }}
        />
      )}
    </>
  )
}
