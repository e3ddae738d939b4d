import type { QueryObserverResult } from '@tanstack/react-query'
import type { GroupStats } from '#contract/fleet-summary.ts'

/** One group's numbers as far as they came; what stood before stays where a later try fails. */
export interface GroupStatsState {
  numbers: GroupStats | undefined
  /** When they were read, in ms of this browser's clock; 0 while there are none. */
  readAt: number
  /** Why the latest try failed. */
  error: Error | null
  /** It failed before and is being tried again, which forgets `error` where there are no numbers. */
  isRetrying: boolean
}

export const isRetryingNow = (result: QueryObserverResult): boolean =>
  result.errorUpdateCount > 0 && (result.isPending || (result.isError && result.isFetching))
