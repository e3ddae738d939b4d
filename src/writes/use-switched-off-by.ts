import { useQuery } from '@tanstack/react-query'
import type { GroupSettings } from '#contract/group-settings.ts'
import { latestEntriesQuery } from '#src/api/audit-log.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { switchedOffBy, type SwitchedOffBy } from '#src/domain/policy/switched-off-by.ts'
import { useLastGroupChange } from './last-group-change.ts'

/** Who may have switched the group's updates off; undefined while it loads. Reads nothing where updates are on. */
export function useSwitchedOffBy(
  { applicationId, groupId }: GroupRef,
  settings: Pick<GroupSettings, 'policy_updates_enabled' | 'policy_safe_mode'>,
): SwitchedOffBy | undefined {
  const isDoubtful = switchedOffBy(settings, null, null) === 'unknown'
  const { data: status, isError } = useQuery({ ...platteStatusQuery(), enabled: isDoubtful })
  const filter = { application: applicationId, subject: 'group', subject_id: groupId, outcome: 'done' }
  const log = useQuery({
    ...latestEntriesQuery(filter, 1),
    enabled: isDoubtful && status?.audit_log === true && status.safe_mode_brakes === null,
  })
  const changeHere = useLastGroupChange(groupId)
  if (!isDoubtful) return 'an operator'
  if ((status === undefined && !isError) || log.isLoading) return undefined
  const logged = log.data?.entries[0]?.after?.['policy_updates_enabled']
  const lastSetOn = typeof logged === 'boolean' ? logged : (changeHere?.after.policy_updates_enabled ?? null)
  return switchedOffBy(settings, status?.safe_mode_brakes ?? null, lastSetOn)
}
