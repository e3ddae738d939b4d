import { useEffect, useRef, useState } from 'react'
import type { Application } from '#contract/application.ts'
import { type AuditFilter, readAllAuditEntries } from '#src/api/audit-log.ts'
import { errorMessage } from '#src/lib/error-message.ts'
import { fileName } from '#src/lib/file-name.ts'
import { downloadFile } from '#src/ui/download.ts'
import { type ExportFormat, auditLogAsCsv, auditLogAsJson } from './audit-export.ts'

export type AuditExportState =
  | { kind: 'reading'; at: number; of: number }
  | { kind: 'saved'; name: string; entries: number }
  | { kind: 'failed'; format: ExportFormat; message: string }
  | null

/** One file at a time, of all pages; leaving the page ends it. */
export function useAuditExport(filter: AuditFilter, applications: readonly Application[]) {
  const [state, setState] = useState<AuditExportState>(null)
  const aborter = useRef<AbortController>(null)
  useEffect(() => () => aborter.current?.abort(), [])

  async function start(format: ExportFormat): Promise<void> {
    aborter.current?.abort()
    aborter.current = new AbortController()
    const { signal } = aborter.current
    const readAt = Date.now()
    setState({ kind: 'reading', at: 0, of: 0 })
    try {
      const entries = await readAllAuditEntries(
        filter,
        (at, of) => setState({ kind: 'reading', at, of }),
        signal,
      )
      const name = fileName('audit-log', readAt, format)
      if (format === 'csv')
        downloadFile(name, 'text/csv;charset=utf-8', [await auditLogAsCsv(entries, applications)])
      else downloadFile(name, 'application/json', [auditLogAsJson(entries, location.href, readAt)])
      setState({ kind: 'saved', name, entries: entries.length })
    } catch (error) {
      if (signal.aborted) return
      setState({ kind: 'failed', format, message: errorMessage(error) })
    }
  }
  const close = () => {
    aborter.current?.abort()
    setState(null)
  }
  return { state, start, close }
}
