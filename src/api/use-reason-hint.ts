import { useQuery } from '@tanstack/react-query'
import { platteStatusQuery } from '#src/api/platte-status.ts'

/** What becomes of a reason that is given with a change; says no more than is known of the server yet. */
export function useReasonHint(): string {
  const { data: status } = useQuery(platteStatusQuery())
  if (status === undefined) return 'Optional'
  return status?.audit_log
    ? 'Optional; kept in the audit log with the change'
    : 'Optional; kept nowhere, since this server keeps no audit log'
}
