import { useEffect, useRef, useState } from 'react'
import type { ActivityEntry } from '#contract/activity.ts'
import { type ActivityFilter, readAllActivity } from '#src/api/activity-pages.ts'
import { describeActivity, describeSeverity } from '#src/domain/rollout/describe-activity.ts'
import { fileName as fileNameOf } from '#src/lib/file-name.ts'
import { serverNow } from '#src/lib/server-clock.ts'
import { downloadCsv } from '#src/ui/download.ts'
import type { ExportProgress } from '#src/ui/ExportNotice.tsx'
import { loadModuleWithRetries } from '#src/ui/lazy/load-module.ts'

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
      describeActivity(entry),
      entry.version,
      entry.application_name,
      entry.app_id,
      entry.group_name,
      entry.group_id,
      entry.channel_name,
      entry.instance_id,
    ]),
  )
}

/** Exports one file at a time, of all pages; leaving the page aborts the export. */
export function useActivityExport(filter: ActivityFilter) {
  const [progress, setProgress] = useState<ExportProgress | null>(null)
  const aborter = useRef<AbortController>(null)
  useEffect(() => () => aborter.current?.abort(), [])

  async function start(): Promise<void> {
    aborter.current?.abort()
    aborter.current = new AbortController()
    const { signal } = aborter.current
    setProgress({ kind: 'reading', done: 0, of: 0 })
    try {
      const report = (done: number, of: number) => setProgress({ kind: 'reading', done, of })
      const entries = await readAllActivity(filter, report, signal)
      const fileName = fileNameOf('activity', serverNow(), 'csv')
      downloadCsv(fileName, [await activityAsCsv(entries)])
      setProgress({ kind: 'saved', fileName, count: entries.length })
    } catch (error) {
      if (!signal.aborted) setProgress({ kind: 'failed', error })
    }
  }
  /** Cancels the export, or closes its notice. */
  const close = () => {
    aborter.current?.abort()
    setProgress(null)
  }
  return { progress, start, close }
}
