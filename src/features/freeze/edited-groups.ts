import type { Application } from '#contract/application.ts'
import type { Channel } from '#contract/channel.ts'
import type { Freeze, FrozenGroup } from '#contract/freeze.ts'
import { type GroupSettings, settingsOfGroup } from '#contract/group-settings.ts'
import type { PlatteStatus } from '#contract/platte-status.ts'
import { fieldsChangedSinceFreeze } from './freeze-group.ts'
import { needsThaw } from './thaw-group.ts'

/** A frozen group that is no longer as the freeze left it. */
export interface EditedGroup {
  entry: FrozenGroup
  now: GroupSettings
  /** Of its application, to name the channels it had and has. */
  channels: readonly Channel[]
  /** It was resumed, and safe mode has stopped it since. */
  isBraked: boolean
}

/** The groups that a thaw must not simply restore, since someone has edited them. */
export function editedGroups(
  { groups }: Freeze,
  applications: readonly Application[],
  brakes: PlatteStatus['safe_mode_brakes'] | undefined,
): EditedGroup[] {
  const current = new Map(
    applications.flatMap(({ groups, channels }) =>
      (groups ?? []).map((group) => [group.id, { group, channels: channels ?? [] }] as const),
    ),
  )
  return groups.filter(needsThaw).flatMap((entry) => {
    const found = current.get(entry.group_id)
    if (!found) return []
    const now = settingsOfGroup(found.group)
    const isBraked = brakes?.some(({ group_id }) => group_id === entry.group_id) ?? false
    if (fieldsChangedSinceFreeze(entry, now).length === 0 && !isBraked) return []
    // Never paused, and on: there is nothing to restore.
    if (entry.outcome !== 'paused' && now.policy_updates_enabled) return []
    return [{ entry, now, channels: found.channels, isBraked }]
  })
}

/** The groups that a thaw restores without asking: they exist, are off, and are as the freeze left them. */
export function groupsToRestore(
  { groups }: Freeze,
  applications: readonly Application[],
  edited: readonly EditedGroup[],
): FrozenGroup[] {
  const editedIds = new Set(edited.map(({ entry }) => entry.group_id))
  const isOn = new Map(
    applications.flatMap(({ groups }) =>
      (groups ?? []).map((group) => [group.id, group.policy_updates_enabled] as const),
    ),
  )
  return groups.filter(
    (entry) => needsThaw(entry) && !editedIds.has(entry.group_id) && isOn.get(entry.group_id) === false,
  )
}

/** The groups created after the freeze, which are not part of it. */
export const groupsCreatedSince = ({ created_ts }: Freeze, applications: readonly Application[]) =>
  applications.flatMap(({ name: application_name, groups }) =>
    (groups ?? [])
      .filter((group) => Date.parse(group.created_ts) > Date.parse(created_ts))
      .map(({ id, name, policy_updates_enabled: isOn }) => ({ id, name, application_name, isOn })),
  )
