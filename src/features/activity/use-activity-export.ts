import type { ActivityEntry } from '#contract/activity.ts'
import { type ActivityFilter, readAllActivity } from '#src/api/activity-pages.ts'
import { activityError, describeActivity, describeSeverity } from '#src/domain/rollout/describe-activity.ts'
import { fileName as fileNameOf } from '#src/lib/file-name.ts'
import { downloadCsv } from '#src/ui/download.ts'
import { loadModuleWithRetries } from '#src/ui/lazy/load-module.ts'
import { useFileExport } from '#src/ui/use-file-export.ts'

const HEADER = [
  'id',
  'created_ts',
  'severity',
  'class',
  'description',
  'version',
  'application',
  'application_id',
  'group',
  'group_id',
  'channel',
  'instance_id',
  'instance_alias',
  'error_code',
] as const

/** One row for each entry. */
export async function activityAsCsv(entries: readonly ActivityEntry[]): Promise<string> {
  const { toCsv } = await loadModuleWithRetries(() => import('#src/lib/csv.ts'))
  return toCsv(
    HEADER,
    entries.map((entry) => [
      entry.id,
      entry.created_ts,
      describeSeverity(entry.severity).label,
      entry.class,
      [describeActivity(entry), activityError(entry)].filter((part) => part !== null).join(', '),
      entry.version,
      entry.application_name,
      entry.app_id,
      entry.group_name,
      entry.group_id,
      entry.channel_name,
      entry.instance_id,
      entry.instance_alias ?? null,
      entry.error_code ?? null,
    ]),
  )
}

/** Exports the entries of all pages. */
export const useActivityExport = (filter: ActivityFilter) =>
  useFileExport<'csv'>(async (format, { readAt, onProgress, signal }) => {
    const entries = await readAllActivity(filter, onProgress, signal)
    const fileName = fileNameOf('activity', readAt, format)
    downloadCsv(fileName, [await activityAsCsv(entries)])
    return { fileName, count: entries.length }
  })
