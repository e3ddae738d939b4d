import type { UseQueryResult } from '@tanstack/react-query'
import { ErrorState } from './ErrorState.tsx'
import { useLastError } from './use-last-error.ts'

interface QueryErrorProps {
  /** What failed: "Failed to load the group". */
  title: string
  query: Pick<UseQueryResult, 'error' | 'refetch' | 'isFetching'>
}

/** The error of a query in place of its data, with a button to retry; it stays meanwhile. Nothing before the first error. */
export function QueryError({ title, query }: QueryErrorProps) {
  const error = useLastError(query)
  if (error === null) return null
  return (
    <ErrorState
      title={title}
      error={error}
      onRetry={() => void query.refetch()}
      retrying={query.isFetching}
    />
  )
}
