import type { UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'

/** The error of a query's latest failure: without data, the query drops it while it retries, but the reader should keep seeing it. */
export function useLastError({ error }: Pick<UseQueryResult, 'error'>): Error | null {
  const [lastError, setLastError] = useState(error)
  if (error && error !== lastError) setLastError(error)
  return error ?? lastError
}
