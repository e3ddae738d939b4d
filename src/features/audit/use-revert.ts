import { useQuery } from '@tanstack/react-query'
import type { AuditEntry } from '#contract/audit-log.ts'
import { AUDIT_LOG_KEY } from '#src/api/audit-log-key.ts'
import { withFieldsReverted } from '#src/domain/audit/revert-fields.ts'
import { announceWrite } from '#src/writes/announce-write.tsx'
import { auditedResource, settingsOfAudited } from '#src/writes/audited-resource.ts'
import { useWrite } from '#src/writes/use-write.ts'

/** Reads the resource of an entry as it is now, and reverts the entry. @param what "group Stable" */
export function useRevert(entry: AuditEntry, what: string, onDone: () => void) {
  const resource = auditedResource(entry)
  const now = useQuery({
    queryKey: [...AUDIT_LOG_KEY, 'now', entry.id],
    queryFn: ({ signal }) => resource.read(signal),
    gcTime: 0,
    staleTime: Infinity,
  })
  const { write, ...rest } = useWrite(resource, {
    onSaved: ({ sent }) =>
      announceWrite(resource, {
        title: `Reverted the change of ${what}`,
        message: sent ? 'The revert has its own audit log entry.' : 'It already was as before.',
      }),
    onDone,
  })
  /** Sets these fields back to their values before the entry; a floor is set or removed as a whole. */
  function revert(fields: readonly string[], reason: string) {
    if (now.data === undefined) return
    const { before, after } = entry
    const mine = before && after ? withFieldsReverted(now.data ?? {}, before, fields) : before
    write({
      opened: settingsOfAudited(entry, now.data),
      mine: settingsOfAudited(entry, mine),
      reason,
    })
  }
  return { ...rest, now, revert }
}
