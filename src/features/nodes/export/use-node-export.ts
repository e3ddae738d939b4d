import { useCallback, useEffect, useRef, useState } from 'react'
import { downloadFile } from '#src/ui/download.ts'
import {
  type ExportFormat,
  exportFileName,
  nodesAsCsv,
  nodesAsJson,
  readAllNodes,
  type ReadNodes,
} from './node-export.ts'
import { readNodePage } from '#src/features/nodes/reading/read-node-page.ts'
import type { NodeQueryPlan } from '#src/features/nodes/reading/node-query-plan.ts'
import { messageOf } from '#src/features/nodes/reading/node-source.ts'

/** What a file is to hold, as it stood when somebody asked for it. */
export interface ExportRequest {
  format: ExportFormat
  plan: NodeQueryPlan
  /** The filters, for the file's name. */
  words: readonly string[]
  url: string
}

export type ExportState =
  | { kind: 'reading'; order: ExportRequest; at: number; of: number }
  /** Some groups could not be read: nothing is saved before somebody says so. */
  | { kind: 'incomplete'; order: ExportRequest; read: ReadNodes; readAt: number }
  | { kind: 'saved'; name: string; nodes: number; missing: number }
  | { kind: 'failed'; order: ExportRequest; message: string }
  | null

/** One file at a time; leaving the page ends it. */
export function useNodeExport() {
  const [state, setState] = useState<ExportState>(null)
  const aborter = useRef<AbortController>(null)
  useEffect(() => () => aborter.current?.abort(), [])

  const save = useCallback(async (order: ExportRequest, { rows, failures }: ReadNodes, readAt: number) => {
    const { format, words, url } = order
    const name = exportFileName(words, readAt, failures.length === 0, format)
    if (format === 'csv') downloadFile(name, 'text/csv;charset=utf-8', await nodesAsCsv(rows))
    else downloadFile(name, 'application/json', nodesAsJson(rows, { url, readAt, failures }))
    setState({ kind: 'saved', name, nodes: rows.length, missing: failures.length })
  }, [])

  const start = useCallback(
    async (order: ExportRequest) => {
      aborter.current?.abort()
      aborter.current = new AbortController()
      const { signal } = aborter.current
      const readAt = Date.now()
      const onProgress = (at: number, of: number) => setState({ kind: 'reading', order, at, of })
      onProgress(0, 0)
      try {
        const read = await readAllNodes(order.plan, readNodePage, onProgress, signal)
        if (read.failures.length > 0) setState({ kind: 'incomplete', order, read, readAt })
        else await save(order, read, readAt)
      } catch (error) {
        if (!signal.aborted) setState({ kind: 'failed', order, message: messageOf(error) })
      }
    },
    [save],
  )

  const cancel = useCallback(() => {
    aborter.current?.abort()
    setState(null)
  }, [])
  return { state, start, save, cancel }
}
