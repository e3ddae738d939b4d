import { useQuery } from '@tanstack/react-query'
import type { Group } from '#contract/group.ts'
import type { AuditEntry } from '#contract/audit-log.ts'
import { latestEntriesQuery } from '#src/api/audit-log.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { lastPause } from '#src/domain/audit/last-pause.ts'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'

/** An operator edits a group's policy now and then; a pause lies not far back. */
const ENTRIES = 20

/** Who switched the group's updates off last and why, where our server's audit log knows. */
export function LastPause({ group, guess }: { group: Group; guess: boolean }) {
  const { data: status } = useQuery(platteStatusQuery())
  const filter = { subject: 'group', subject_id: group.id, action: 'replace', outcome: 'done' }
  const { data } = useQuery({ ...latestEntriesQuery(filter, ENTRIES), enabled: status?.audit_log === true })
  const entry = lastPause(data?.entries ?? NONE)
  if (!entry) return null
  return (
    <>
      {' '}
      {guess ? 'Through Platte it was last paused' : 'It was paused'} by {entry.actor}
      {guess && (
        <>
          {' '}
          <RelativeTime time={entry.created_ts} />
        </>
      )}
      {entry.reason === '' ? ', without a reason.' : <>: “{entry.reason}”</>}
    </>
  )
}

const NONE: readonly AuditEntry[] = []
