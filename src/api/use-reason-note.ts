import { useQuery } from '@tanstack/react-query'
import { platteStatusQuery } from '#src/api/platte-status.ts'

/** What becomes of a reason that is given with a change; says no more than is known of the server yet. */
export function useReasonNote(): string {
  const { data: status } = useQuery(platteStatusQuery())
  if (status === undefined) return 'Optional'
  return status?.journal
    ? 'Optional; kept in the journal with the change'
    : 'Optional; kept nowhere, since this server keeps no journal'
}
