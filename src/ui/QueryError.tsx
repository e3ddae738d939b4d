import type { UseQueryResult } from '@tanstack/react-query'
import { ErrorState } from './ErrorState.tsx'

interface QueryErrorProps {
  /** What failed: "Failed to load the group". */
  title: string
  query: Pick<UseQueryResult, 'error' | 'refetch' | 'isFetching'>
}

/** The error of a query in place of its data, with a button to retry. Nothing without an error. */
export const QueryError = ({ title, query: { error, refetch, isFetching } }: QueryErrorProps) =>
  error && <ErrorState title={title} error={error} onRetry={() => void refetch()} retrying={isFetching} />
