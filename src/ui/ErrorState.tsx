import { Button } from '@mantine/core'
import styles from './EmptyState.module.css'

interface ErrorStateProps {
  /** What failed: "Failed to load the group". */
  title: string
  error: Error
  onRetry?: () => void
  retrying?: boolean
}

/** An error in place of content, with a button to retry. */
export function ErrorState({ title, error, onRetry, retrying = false }: ErrorStateProps) {
  return (
    <div className={styles['state']} role="alert">
      <p className={styles['title']}>{title}</p>
      <p className={styles['text']}>{error.message}</p>
      {onRetry && (
        <div className={styles['actions']}>
          <Button size="xs" variant="default" onClick={onRetry} loading={retrying}>
            Retry
          </Button>
        </div>
      )}
    </div>
  )
}
