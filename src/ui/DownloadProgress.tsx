import { Button, Progress } from '@mantine/core'
import '@mantine/core/styles/Progress.layer.css'
import { formatBytes } from '#src/lib/format-number.ts'
import styles from './DownloadProgress.module.css'

interface DownloadProgressProps {
  /** The accessible name of the bar. */
  label: string
  bytes: number
  /** Null while it is unknown. */
  total: number | null
  onCancel: () => void
}

/** How far a download is, and a button that ends it. */
export function DownloadProgress({ label, bytes, total, onCancel }: DownloadProgressProps) {
  const share = total === null || total === 0 ? null : (bytes / total) * 100
  return (
    <div className={styles['progress']}>
      <Progress.Root className={styles['bar']}>
        <Progress.Section value={share ?? 100} animated={share === null} aria-label={label} />
      </Progress.Root>
      <span className={styles['words']}>
        {formatBytes(bytes)}
        {total !== null && ` of ${formatBytes(total)}`}
      </span>
      <Button size="compact-sm" variant="default" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  )
}
