import { useEffect, useRef, useState } from 'react'
import { serverNow } from '#src/lib/server-clock.ts'
import type { ExportProgress } from './ExportNotice.tsx'

interface ExportRun {
  /** When it began, in ms of the server's clock. */
  readAt: number
  onProgress: (done: number, of: number) => void
  signal: AbortSignal
}

/**
 * Exports one file at a time; leaving the page aborts the export.
 * @param write reads and saves the file; resolves to its name and how many entries it has
 */
export function useFileExport<Format extends string>(
  write: (format: Format, run: ExportRun) => Promise<{ fileName: string; count: number }>,
) {
  const [state, setState] = useState<{ format: Format; progress: ExportProgress } | null>(null)
  const aborter = useRef<AbortController>(null)
  useEffect(() => () => aborter.current?.abort(), [])

  async function start(format: Format): Promise<void> {
    aborter.current?.abort()
    aborter.current = new AbortController()
    const { signal } = aborter.current
    const report = (progress: ExportProgress) => setState({ format, progress })
    const onProgress = (done: number, of: number) => report({ kind: 'reading', done, of })
    onProgress(0, 0)
    try {
      const saved = await write(format, { readAt: serverNow(), onProgress, signal })
      report({ kind: 'saved', ...saved })
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
