import { Button, Progress } from '@mantine/core'
import '@mantine/core/styles/Progress.layer.css'
import { errorMessage } from '#src/lib/error-message.ts'
import { formatNumber, plural } from '#src/lib/format-number.ts'
import styles from './ExportNotice.module.css'
import { needsReload } from './lazy/load-module.ts'
import { ReloadButton } from './lazy/LoadFailure.tsx'
import { Notice } from './Notice.tsx'

/** How far an export is. `warning`: why the file lacks something, where it does. */
export type ExportProgress =
  | { kind: 'reading'; done: number; of: number }
  | { kind: 'saved'; fileName: string; count: number; warning?: string | undefined }
  | { kind: 'failed'; error: unknown }

interface ExportNoticeProps {
  progress: ExportProgress
  /** One exported thing, and several: "entry", "entries". */
  noun: readonly [one: string, many: string]
  onRetry: () => void
  /** Cancels the export, or closes its notice. */
  onClose: () => void
}

/** The progress of an export, and how it ended. */
export function ExportNotice({ progress, noun: [one, many], onRetry, onClose }: ExportNoticeProps) {
  if (progress.kind === 'reading')
    return (
      <Notice tone="moving" actions={<NoticeButton label="Cancel" onClick={onClose} />}>
        Reading {many} to export: {formatNumber(progress.done)} of {plural(progress.of, one, many)}.
        <Progress
          size="sm"
          className={styles['bar']}
          value={progress.of === 0 ? 0 : (progress.done / progress.of) * 100}
          aria-label={`Read ${many} to export`}
        />
      </Notice>
    )
  if (progress.kind === 'saved') {
    const { count, fileName, warning } = progress
    return (
      <Notice
        tone={warning === undefined ? 'good' : 'waiting'}
        live
        actions={<NoticeButton label="Close" onClick={onClose} />}
      >
        {plural(count, one, many)} saved as {fileName}. {warning}
      </Notice>
    )
  }
  return (
    <Notice
      tone="bad"
      live
      actions={
        <>
          {needsReload(progress.error) && <ReloadButton />}
          <NoticeButton label="Retry" onClick={onRetry} />
          <NoticeButton label="Close" onClick={onClose} />
        </>
      }
    >
      Failed to export the {many}: {errorMessage(progress.error)}
    </Notice>
  )
}

export function NoticeButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button size="compact-xs" variant="default" onClick={onClick}>
      {label}
    </Button>
  )
}
