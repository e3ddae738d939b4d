import { useQuery } from '@tanstack/react-query'
import type { GroupField, GroupSettings } from '#contract/group-settings.ts'
import { latestEntriesQuery } from '#src/api/audit-log.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import { changeMeanwhile } from './change-meanwhile.ts'

interface ChangedMeanwhileByProps {
  groupId: string
  fields: readonly GroupField[]
  theirs: GroupSettings
}

/** Who changed the group meanwhile and why, where our server's audit log knows. */
export function ChangedMeanwhileBy({ groupId, fields, theirs }: ChangedMeanwhileByProps) {
  const { data: status } = useQuery(platteStatusQuery())
  const filter = { subject: 'group', subject_id: groupId, action: 'replace', outcome: 'done' }
  const { data } = useQuery({
    ...latestEntriesQuery(filter, 20),
    enabled: status?.audit_log === true,
    refetchOnMount: 'always',
  })
  const entry = changeMeanwhile(data?.entries ?? [], fields, theirs)
  if (!entry) return null
  return (
    <>
      It was changed by {entry.actor} <RelativeTime time={entry.created_ts} />
      {entry.reason === '' ? ', without a reason. ' : <>: “{entry.reason}”. </>}
    </>
  )
}
