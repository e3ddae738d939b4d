import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Group } from '#contract/group.ts'
import { errorMessage } from '#src/lib/error-message.ts'
import { fileName } from '#src/lib/file-name.ts'
import { downloadFile } from '#src/ui/download.ts'
import { loadModuleWithRetries } from '#src/ui/lazy/load-module.ts'
import { Notice } from '#src/ui/Notice.tsx'

type State =
  | { kind: 'idle' | 'reading' }
  | { kind: 'saved'; file: string }
  | { kind: 'failed'; error: unknown }

/** Saves a group's rollout as one file that opens without a server. */
export function ReportButton({ group }: { group: Group }) {
  const client = useQueryClient()
  const [state, setState] = useState<State>({ kind: 'idle' })

  async function save(): Promise<void> {
    setState({ kind: 'reading' })
    try {
      const { readGroupReport } = await loadModuleWithRetries(() => import('./read-group-report.ts'))
      const { reportHtml } = await loadModuleWithRetries(() => import('./report-html.ts'))
      const report = await readGroupReport(client, group)
      const file = fileName(report.title, report.createdAt, 'html')
      downloadFile(file, 'text/html;charset=utf-8', [reportHtml(report)])
      setState({ kind: 'saved', file })
    } catch (error) {
      setState({ kind: 'failed', error })
    }
  }

  return (
    <>
      <Button size="xs" variant="default" loading={state.kind === 'reading'} onClick={() => void save()}>
        Export report
      </Button>
      {state.kind === 'saved' && (
        <Notice tone="good" live>
          Report saved as {state.file}.
        </Notice>
      )}
      {state.kind === 'failed' && (
        <Notice tone="bad" live>
          Failed to export the report: {errorMessage(state.error)}
        </Notice>
      )}
    </>
  )
}
