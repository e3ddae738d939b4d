import { useQuery } from '@tanstack/react-query'
import type { AuditEntry, AuditPage } from '#contract/audit-log.ts'
import { groupEdits, latestEntriesQuery } from '#src/api/audit-log.ts'
import { usePlatteAuditLog } from '#src/api/platte-status.ts'
import { pauseEntries } from '#src/domain/audit/pause-entries.ts'

const MAX_ENTRIES = 100
const NONE: readonly AuditEntry[] = []

/** When a group was paused, by whom and why, as far as the audit log says, newest first; none where there is no log. */
export function useGroupPauses(groupId: string): readonly AuditEntry[] {
  const hasAuditLog = usePlatteAuditLog()
  const { data = NONE } = useQuery({
    ...latestEntriesQuery(groupEdits(groupId), MAX_ENTRIES),
    enabled: hasAuditLog,
    select: pausesOfPage,
  })
  return data
}

const pausesOfPage = ({ entries }: AuditPage) => pauseEntries(entries)
