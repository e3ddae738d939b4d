import { Button } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { Notice } from './Notice.tsx'
import { RelativeTime } from './RelativeTime.tsx'

interface RefreshErrorNoticeProps {
  query: Pick<UseQueryResult, 'error' | 'refetch' | 'isFetching' | 'dataUpdatedAt'>
  /** What is older than it should be: "the group". */
  subject?: string
}

/** Above data that could not be refreshed: why, how old the data is, and a way to retry. Nothing without an error. */
export function RefreshErrorNotice({ query, subject }: RefreshErrorNoticeProps) {
  if (!query.error) return null
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
      <RelativeTime time={query.dataUpdatedAt} />.
    </Notice>
  )
}
