import { useQuery } from '@tanstack/react-query'
import type { AuditEntry } from '#contract/audit-log.ts'
import type { Group } from '#contract/group.ts'
import { groupEdits, latestEntriesQuery } from '#src/api/audit-log.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { lastPause } from '#src/domain/audit/pause-entries.ts'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'

/** Policies are edited rarely, so the latest pause is among the newest entries. */
const MAX_ENTRIES = 20

interface LastPauseProps {
  group: Group
  /** Whether updates may have been switched off by something else since. */
  isUncertain: boolean
}

/** Who last paused the group and why, if the audit log has it. */
export function LastPause({ group, isUncertain }: LastPauseProps) {
  const { data: status } = useQuery(platteStatusQuery())
  const { data } = useQuery({
    ...latestEntriesQuery(groupEdits(group.id), MAX_ENTRIES),
    enabled: status?.audit_log === true,
  })
  const entry = lastPause(data?.entries ?? NO_ENTRIES)
  if (!entry) return null
  return (
    <>
      {' '}
      {isUncertain ? 'In Platte’s audit log, it was last paused' : 'It was paused'} by{' '}
      <bdi>{entry.actor}</bdi>
      {isUncertain && (
        <>
          {' '}
          <RelativeTime time={entry.created_ts} />
        </>
      )}
      {entry.reason === '' ? (
        ', without a reason.'
      ) : (
        <>
          : “<bdi>{entry.reason}</bdi>”
        </>
      )}
    </>
  )
}

const NO_ENTRIES: readonly AuditEntry[] = []
