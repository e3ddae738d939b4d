import { Button, Progress } from '@mantine/core'
import '@mantine/core/styles/Progress.layer.css'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import { Notice } from '#src/ui/Notice.tsx'
import type { useAuditExport } from './use-audit-export.ts'

/** Saves what the filters leave, as one file. */
export function ExportButtons({ start }: Pick<ReturnType<typeof useAuditExport>, 'start'>) {
  return (
    <>
      <Button size="xs" variant="default" onClick={() => void start('csv')}>
        Save as CSV
      </Button>
      <Button size="xs" variant="default" onClick={() => void start('json')}>
        Save as JSON
      </Button>
    </>
  )
}

/** How the file gets on, and how it ended. */
export function AuditExport({ state, start, close }: ReturnType<typeof useAuditExport>) {
  if (state === null) return null
  const closing = (words: string) => (
    <Button size="compact-xs" variant="default" onClick={close}>
      {words}
    </Button>
  )
  if (state.kind === 'reading')
    return (
      <Notice tone="moving" actions={closing('Cancel')}>
        Reading the audit log for the file: {formatNumber(state.at)} of {plural(state.of, 'entry', 'entries')}
        .
        <Progress
          size="sm"
          mt={6}
          value={state.of === 0 ? 0 : (state.at / state.of) * 100}
          aria-label="Entries read for the file"
        />
      </Notice>
    )
  if (state.kind === 'saved')
    return (
      <Notice tone="good" live actions={closing('Close')}>
        {plural(state.entries, 'entry', 'entries')} saved as {state.name}.
      </Notice>
    )
  return (
    <Notice
      tone="bad"
      live
      actions={
        <>
          <Button size="compact-xs" variant="default" onClick={() => void start(state.format)}>
            Try again
          </Button>
          {closing('Close')}
        </>
      }
    >
      The file could not be made: {state.message}
    </Notice>
  )
}
