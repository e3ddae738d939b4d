import type { Application } from '#contract/application.ts'
import type { ActivityEntry } from '#contract/activity.ts'
import { type ActivityFilter, readAllActivity } from '#src/api/activity-pages.ts'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import { activityError, describeActivity, describeSeverity } from '#src/domain/rollout/describe-activity.ts'
import { fileName as fileNameOf } from '#src/lib/file-name.ts'
import { downloadCsv } from '#src/ui/download.ts'
import { loadModuleWithRetries } from '#src/ui/lazy/load-module.ts'
import { useFileExport } from '#src/ui/use-file-export.ts'
import { channelsOf } from './channels-of.ts'

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
  'channel_arch',
  'instance_id',
  'instance_alias',
  'error_code',
] as const

/** One row for each entry. */
async function activityAsCsv(
  entries: readonly ActivityEntry[],
  applications: readonly Application[],
): Promise<string> {
  const { toCsv } = await loadModuleWithRetries(() => import('#src/lib/csv.ts'))
  return toCsv(
    HEADER,
    entries.map((entry) => [
      entry.id,
      entry.created_ts,
      describeSeverity(entry.severity).label,
      entry.class,
      [describeActivity(entry, channelsOf(entry, applications)), activityError(entry)]
        .filter((part) => part !== null)
        .join(', '),
      entry.version,
      entry.application_name,
      entry.app_id,
      entry.group_name,
      entry.group_id,
      entry.channel_name,
      typeof entry.channel_arch === 'number' ? archName(entry.channel_arch) : null,
      entry.instance_id,
      entry.instance_alias ?? null,
      entry.error_code ?? null,
    ]),
  )
}

/** Exports the entries of all pages. */
export const useActivityExport = (filter: ActivityFilter, applications: readonly Application[]) =>
  useFileExport<'csv'>(async (format, { readAt, onProgress, signal }) => {
    const entries = await readAllActivity(filter, onProgress, signal)
    const fileName = fileNameOf('activity', readAt, format)
    downloadCsv(fileName, [await activityAsCsv(entries, applications)])
    return { fileName, count: entries.length }
  })
