import { Button } from '@mantine/core'
import { useIntersection } from '@mantine/hooks'
import { useEffect, useEffectEvent } from 'react'
import { MAX_HISTORY_ENTRIES } from '#contract/node-record.ts'
import { plural } from '#src/lib/format-number.ts'
import { ATTEMPTS_FOOT } from './attempt-anchor.ts'
import type { HistoryView } from './use-node-history.ts'
import styles from './UpdatesPanel.module.css'

interface HistoryFootProps {
  view: HistoryView
  updates: number
  isLoadingMore: boolean
  onMore: () => void
}

/** How much of a history is shown; loads more of it when the reader comes here. */
export function HistoryFoot({ view, updates, isLoadingMore, onMore }: HistoryFootProps) {
  const { entries, isWhole, olderFailed } = view
  const hasMore = !isWhole && !olderFailed && entries.length < MAX_HISTORY_ENTRIES
  const { ref, entry } = useIntersection()
  const isInView = entry?.isIntersecting ?? false
  const loadMore = useEffectEvent(onMore)
  useEffect(() => {
    if (isInView && hasMore && !isLoadingMore) loadMore()
  }, [isInView, hasMore, isLoadingMore])
  const shown = `${plural(updates, 'update')}, ${plural(entries.length, 'status change')}`
  return (
    <div ref={ref} id={ATTEMPTS_FOOT} className={styles['foot']}>
      {olderFailed ? (
        <OlderEntriesFailed count={entries.length} />
      ) : isWhole ? (
        `${shown} in total`
      ) : (
        <>
          The newest {shown}
          {hasMore ? (
            <Button size="compact-sm" variant="default" loading={isLoadingMore} onClick={onMore}>
              Show older updates
            </Button>
          ) : (
            '; older ones are not listed'
          )}
        </>
      )}
    </div>
  )
}

/** Every Nebraska fails on the entry of a node that was put on hold before its first grant. */
function OlderEntriesFailed({ count }: { count: number }) {
  return (
    <p className={styles['failed']}>
      {count === 0 ? 'The history can’t be shown' : `The newest ${plural(count, 'entry', 'entries')}`}: the
      update server fails to read {count === 0 ? 'it' : 'the older ones'} (HTTP status 500). A Nebraska does
      so for a node that was put on hold before its first grant; the fault is not in Platte or on the node,
      and updates are not affected.
    </p>
  )
}
