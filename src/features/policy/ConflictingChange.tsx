import { useQuery } from '@tanstack/react-query'
import type { GroupField, GroupSettings } from '#contract/group-settings.ts'
import { groupEdits, latestEntriesQuery } from '#src/api/audit-log.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import { conflictingEntry } from './conflicting-entry.ts'

interface ConflictingChangeProps {
  groupId: string
  fields: readonly GroupField[]
  theirs: GroupSettings
}

/** Who changed the group meanwhile and why, where there is an audit log. */
export function ConflictingChange({ groupId, fields, theirs }: ConflictingChangeProps) {
  const { data: status } = useQuery(platteStatusQuery())
  const { data } = useQuery({
    ...latestEntriesQuery(groupEdits(groupId), 20),
    enabled: status?.audit_log === true,
    refetchOnMount: 'always',
  })
  const entry = conflictingEntry(data?.entries ?? [], fields, theirs)
  if (!entry) return null
  return (
    <>
      Changed by <bdi>{entry.actor}</bdi> <RelativeTime time={entry.created_ts} />
      {entry.reason === '' ? (
        ', without a reason. '
      ) : (
        <>
          : “<bdi>{entry.reason}</bdi>”.{' '}
        </>
      )}
    </>
  )
}
