import { useQuery } from '@tanstack/react-query'
import type { Package } from '#contract/package.ts'
import type { FileCheck, useFileCheck } from '#src/api/use-file-check.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { packageFileUrl } from '#src/domain/catalogue/package-file-url.ts'
import { DownloadProgress } from '#src/ui/DownloadProgress.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { Panel } from '#src/ui/Panel.tsx'
import { WriteButton } from '#src/writes/WriteButton.tsx'
import styles from './Promotion.module.css'

interface FileCheckPanelProps extends ReturnType<typeof useFileCheck> {
  release: Package
}

/** Has the server fetch the package's file before nodes do. What it finds is a gate; the check may be skipped. */
export function FileCheckPanel({ release, check, start, cancel }: FileCheckPanelProps) {
  const { data: status } = useQuery(platteStatusQuery())
  const url = packageFileUrl(release)
  if (!status || url === null) return null
  return (
    <Panel title="File" note="optional">
      <div className={styles['stack']}>
        {check.kind === 'running' ? (
          <DownloadProgress label="Checking the file" {...check} onCancel={cancel} />
        ) : (
          <p className={styles['words']}>
            {describe(check)}{' '}
            <WriteButton size="compact-sm" variant="default" onClick={() => void start(url)}>
              {check.kind === 'idle' ? 'Check the file' : 'Check again'}
            </WriteButton>
          </p>
        )}
        {check.kind === 'failed' && !check.isJudged && (
          <Notice tone="waiting" live>
            {check.message} Nodes may reach it all the same, so this is no gate.
          </Notice>
        )}
      </div>
    </Panel>
  )
}

const describe = ({ kind }: FileCheck) =>
  kind === 'idle'
    ? 'Platte’s process can download the file, and compare its size and hashes with the package.'
    : 'The file was checked.'
