import {
  changedFields,
  type GroupSettings,
  groupWriteOfSettings,
  settingsOfGroup,
} from '#contract/group-settings.ts'
import type { Group } from '#contract/group.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import { AUDIT_LOG_KEY } from '#src/api/audit-log-key.ts'
import { groupKey, type GroupRef, readGroup, writeGroup } from '#src/api/groups.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { policyChanges } from '#src/domain/policy/policy-changes.ts'
import type { WritableResource } from './writable-resource.ts'

/** Applications hold their groups, and switching updates on releases safe mode's brake. */
export const GROUP_WRITE_INVALIDATES = [
  applicationsQuery().queryKey,
  platteStatusQuery().queryKey,
  AUDIT_LOG_KEY,
]

/** A group's settings: a stale PUT could switch its updates back on. */
export const groupResource = (ref: GroupRef, name: string): WritableResource<Group, GroupSettings> => ({
  key: `group-${ref.groupId}`,
  noun: 'group',
  name,
  read: (signal) => readGroup(ref, signal),
  write: (settings, _from, context, signal) =>
    writeGroup(ref, groupWriteOfSettings(settings), context, signal),
  settingsOf: settingsOfGroup,
  isSame: (one, other) => changedFields(one, other).length === 0,
  describeChanges: (from, to) =>
    policyChanges(from, to, [])
      .map(({ field, label, before, after }) =>
        // Without the application's channels there are only their ids.
        field === 'channel_id' ? label : `${label}: ${before} → ${after}`,
      )
      .join('; '),
  queryKey: groupKey(ref),
  invalidates: GROUP_WRITE_INVALIDATES,
})
