import { useEffect, useRef, useState } from 'react'
import type { Application } from '#contract/application.ts'
import { type AuditFilter, readAllAuditEntries } from '#src/api/audit-log.ts'
import { fileName as fileNameOf } from '#src/lib/file-name.ts'
import { serverNow } from '#src/lib/server-clock.ts'
import { downloadCsv, downloadFile } from '#src/ui/download.ts'
import type { ExportProgress } from '#src/ui/ExportNotice.tsx'
import { auditLogAsCsv, auditLogAsJson, type ExportFormat } from './audit-export.ts'

/** Exports one file at a time, of all pages; leaving the page aborts the export. */
export function useAuditExport(filter: AuditFilter, applications: readonly Application[]) {
  const [state, setState] = useState<{ format: ExportFormat; progress: ExportProgress } | null>(null)
  const aborter = useRef<AbortController>(null)
  useEffect(() => () => aborter.current?.abort(), [])

  async function start(format: ExportFormat): Promise<void> {
    aborter.current?.abort()
    aborter.current = new AbortController()
    const { signal } = aborter.current
    const readAt = serverNow()
    const report = (progress: ExportProgress) => setState({ format, progress })
    report({ kind: 'reading', done: 0, of: 0 })
    try {
      const entries = await readAllAuditEntries(
        filter,
        (done, of) => report({ kind: 'reading', done, of }),
        signal,
      )
      const fileName = fileNameOf('audit-log', readAt, format)
      if (format === 'csv') downloadCsv(fileName, [await auditLogAsCsv(entries, applications)])
      else downloadFile(fileName, 'application/json', [auditLogAsJson(entries, location.href, readAt)])
      report({ kind: 'saved', fileName, count: entries.length })
    } catch (error) {
      if (!signal.aborted) report({ kind: 'failed', error })
    }
  }
  /** Cancels the export, or closes its notice. */
  const close = () => {
    aborter.current?.abort()
    setState(null)
  }
  return { state, start, close }
}
