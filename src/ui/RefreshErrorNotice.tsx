import { Button } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { useContext } from 'react'
import { toServerTime } from '#src/lib/server-clock.ts'
import { ExplainedErrorContext } from './explained-error.ts'
import { Notice } from './Notice.tsx'
import { RelativeTime } from './RelativeTime.tsx'

interface RefreshErrorNoticeProps {
  query: Pick<UseQueryResult, 'error' | 'refetch' | 'isFetching' | 'dataUpdatedAt'>
  /** What is older than it should be: "the group". */
  subject?: string
}

/** Above data that could not be refreshed: why, how old the data is, and a way to retry. Nothing where the page says so once for all. */
export function RefreshErrorNotice({ query, subject }: RefreshErrorNoticeProps) {
  const isExplained = useContext(ExplainedErrorContext)
  if (!query.error || isExplained(query)) return null
  return (
    <Notice
      tone="waiting"
      live
      actions={
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => void query.refetch()}
          loading={query.isFetching}
        >
          Retry
        </Button>
      }
    >
      Failed to refresh{subject && ` ${subject}`}: {query.error.message} The data shown is from{' '}
      <RelativeTime time={toServerTime(query.dataUpdatedAt)} />.
    </Notice>
  )
}
