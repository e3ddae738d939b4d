import { Button } from '@mantine/core'
import { formatNumber } from '#src/lib/format-number.ts'
import styles from './OlderEntries.module.css'

interface OlderEntriesProps {
  shown: number
  total: number
  hasMore: boolean
  loading: boolean
  onMore: () => void
}

/** The foot of a list, newest first: how many entries are shown, and a button for more. */
export function OlderEntries({ shown, total, hasMore, loading, onMore }: OlderEntriesProps) {
  return (
    <div className={styles['older']}>
      <span>
        {formatNumber(shown)} of {formatNumber(Math.max(total, shown))} shown
      </span>
      {hasMore && (
        <Button size="xs" variant="default" loading={loading} onClick={onMore}>
          Show older
        </Button>
      )}
    </div>
  )
}
