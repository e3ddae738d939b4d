import type { Application } from '#contract/application.ts'
import type { AuditEntry } from '#contract/audit-log.ts'
import { findApplication } from '#src/domain/catalogue/find-application.ts'
import { describeAuditEntry } from '#src/domain/audit/describe-audit-entry.ts'
import { loadModuleWithRetries } from '#src/ui/lazy/load-module.ts'

export type ExportFormat = 'csv' | 'json'

const HEADER = [
  'id',
  'created_ts',
  'actor',
  'action',
  'outcome',
  'subject',
  'subject_name',
  'subject_id',
  'application',
  'application_id',
  'changes',
  'reason',
  'message',
  'action_in_words',
] as const

/** One row for each entry, with its changes in words: "Limit: 5 nodes → 9 nodes". */
export async function auditLogAsCsv(
  entries: readonly AuditEntry[],
  applications: readonly Application[],
): Promise<string> {
  const { toCsv } = await loadModuleWithRetries(() => import('#src/lib/csv.ts'))
  return toCsv(
    HEADER,
    entries.map((entry) => {
      const application = findApplication(applications, entry.application_id ?? undefined)
      const { verb, changes } = describeAuditEntry(entry, application?.channels ?? [])
      const record: Record<(typeof HEADER)[number], string | null> = {
        ...entry,
        application: application?.name ?? null,
        action_in_words: verb,
        changes: changes
          .map(({ label, before, after }) => `${label}: ${[before, after].filter(Boolean).join(' → ')}`)
          .join('; '),
      }
      return HEADER.map((name) => record[name])
    }),
  )
}

/** The entries as the server returned them. @param url of the page, with its filters @param readAt in ms */
export const auditLogAsJson = (entries: readonly AuditEntry[], url: string, readAt: number): string =>
  `${JSON.stringify({ url, read_at: new Date(readAt).toISOString(), entries }, null, 2)}\n`
