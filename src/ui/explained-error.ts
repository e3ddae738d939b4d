import { createContext } from 'react'
import type { UseQueryResult } from '@tanstack/react-query'

/**
 * Whether one notice on the page already explains why a query failed, so that its panel need not repeat it. The shell
 * provides it.
 */
export const ExplainedErrorContext = createContext<
  (query: Pick<UseQueryResult, 'error' | 'isFetching'>) => boolean
>(() => false)
