import { useCallback, useEffect, useRef, useState } from 'react'
import type { NodeQueryPlan } from '#src/features/nodes/reading/node-query-plan.ts'
import { readNodePage } from '#src/features/nodes/reading/read-node-page.ts'
import { serverNow } from '#src/lib/server-clock.ts'
import { downloadCsv, downloadFile } from '#src/ui/download.ts'
import { exportFileName, type ExportFormat, nodesAsCsv, nodesAsJson } from './node-export-file.ts'
import { type NodesRead, readAllNodes } from './read-all-nodes.ts'

/** What to export, as of the operator's click. */
export interface ExportRequest {
  format: ExportFormat
  plan: NodeQueryPlan
  /** The filters in words, for the file name. */
  filters: readonly string[]
  /** The explorer's URL with the filters. */
  url: string
}

export type ExportState =
  | { kind: 'reading'; request: ExportRequest; done: number; of: number }
  /** Some groups could not be read; the file is saved only after the operator confirms. */
  | { kind: 'incomplete'; request: ExportRequest; read: NodesRead; readAt: number }
  | { kind: 'saved'; fileName: string; nodes: number; missingGroups: number }
  | { kind: 'failed'; request: ExportRequest; error: unknown }
  | null

/** Exports one file at a time; leaving the page aborts the export. */
export function useNodeExport() {
  const [state, setState] = useState<ExportState>(null)
  const aborter = useRef<AbortController>(null)
  useEffect(() => () => aborter.current?.abort(), [])

  const save = useCallback(async (request: ExportRequest, { rows, failures }: NodesRead, readAt: number) => {
    const { format, filters, url } = request
    const fileName = exportFileName(filters, readAt, failures.length === 0, format)
    try {
      if (format === 'csv') downloadCsv(fileName, await nodesAsCsv(rows))
      else downloadFile(fileName, 'application/json', nodesAsJson(rows, { url, readAt, failures }))
      setState({ kind: 'saved', fileName, nodes: rows.length, missingGroups: failures.length })
    } catch (error) {
      setState({ kind: 'failed', request, error })
    }
  }, [])

  const start = useCallback(
    async (request: ExportRequest) => {
      aborter.current?.abort()
      aborter.current = new AbortController()
      const { signal } = aborter.current
      const readAt = serverNow()
      const onProgress = (done: number, of: number) => setState({ kind: 'reading', request, done, of })
      onProgress(0, 0)
      try {
        const read = await readAllNodes(request.plan, readNodePage, onProgress, signal)
        if (read.failures.length > 0) setState({ kind: 'incomplete', request, read, readAt })
        else await save(request, read, readAt)
      } catch (error) {
        if (!signal.aborted) setState({ kind: 'failed', request, error })
      }
    },
    [save],
  )

  /** Cancels the export, or closes its notice. */
  const close = useCallback(() => {
    aborter.current?.abort()
    setState(null)
  }, [])
  return { state, start, save, close }
}
