import type { QueryObserverResult } from '@tanstack/react-query'

/** Whether the data could not be read so far; also while another attempt is in progress, when the query has dropped its error. */
export const hasFailedRead = ({
  data,
  errorUpdateCount,
}: Pick<QueryObserverResult, 'data' | 'errorUpdateCount'>): boolean =>
  data === undefined && errorUpdateCount > 0
