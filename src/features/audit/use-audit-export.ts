import type { Application } from '#contract/application.ts'
import { type AuditFilter, readAllAuditEntries } from '#src/api/audit-log.ts'
import { fileName as fileNameOf } from '#src/lib/file-name.ts'
import { downloadCsv, downloadFile } from '#src/ui/download.ts'
import { useFileExport } from '#src/ui/use-file-export.ts'
import { auditLogAsCsv, auditLogAsJson, type ExportFormat } from './audit-export.ts'

/** Exports the entries of all pages. */
export const useAuditExport = (filter: AuditFilter, applications: readonly Application[]) =>
  useFileExport<ExportFormat>(async (format, { readAt, onProgress, signal }) => {
    const entries = await readAllAuditEntries(filter, onProgress, signal)
    const fileName = fileNameOf('audit-log', readAt, format)
    if (format === 'csv') downloadCsv(fileName, [await auditLogAsCsv(entries, applications)])
    else downloadFile(fileName, 'application/json', [auditLogAsJson(entries, location.href, readAt)])
    return { fileName, count: entries.length }
  })
