import type { Application } from '#contract/application.ts'
import type { Channel } from '#contract/channel.ts'
import type { Freeze, FrozenGroup } from '#contract/freeze.ts'
import { type GroupSettings, settingsOfGroup } from '#contract/group-settings.ts'
import type { PlatteStatus } from '#contract/platte.ts'
import { changedSinceFrozen } from './freeze-group.ts'
import { isToThaw } from './thaw-group.ts'

/** A frozen group that somebody has changed since. */
export interface ChangedEntry {
  entry: FrozenGroup
  now: GroupSettings
  /** Of its application, to name what its channel was and is. */
  channels: readonly Channel[]
  /** It was resumed by hand, and safe mode has stopped it since. */
  isBraked: boolean
}

/** Groups that a thaw must not simply switch on: they are no longer as the freeze left them. */
export function changedGroups(
  { groups }: Freeze,
  applications: readonly Application[],
  brakes: PlatteStatus['safe_mode_brakes'] | undefined,
): ChangedEntry[] {
  const now = new Map(
    applications.flatMap(({ groups, channels }) =>
      (groups ?? []).map((group) => [group.id, { group, channels: channels ?? [] }] as const),
    ),
  )
  return groups.filter(isToThaw).flatMap((entry) => {
    const found = now.get(entry.group_id)
    if (!found) return []
    const settings = settingsOfGroup(found.group)
    const isBraked = brakes?.some(({ group_id }) => group_id === entry.group_id) ?? false
    if (changedSinceFrozen(entry, settings).length === 0 && !isBraked) return []
    // Never paused, and on: there is nothing to bring back.
    if (entry.outcome !== 'paused' && settings.policy_updates_enabled) return []
    return [{ entry, now: settings, channels: found.channels, isBraked }]
  })
}

/**
 * Groups that a thaw switches on again without asking: they are there, and as the freeze left them. One that it never
 * paused and that is on is none of them.
 */
export function groupsToBringBack(
  { groups }: Freeze,
  applications: readonly Application[],
  changed: readonly ChangedEntry[],
): FrozenGroup[] {
  const asked = new Set(changed.map(({ entry }) => entry.group_id))
  const isOn = new Map(
    applications.flatMap(({ groups }) =>
      (groups ?? []).map((group) => [group.id, group.policy_updates_enabled] as const),
    ),
  )
  return groups.filter(
    (entry) => isToThaw(entry) && !asked.has(entry.group_id) && isOn.get(entry.group_id) === false,
  )
}

/** Groups that were made after the freeze, which it holds not. */
export const groupsMadeSince = ({ created_ts }: Freeze, applications: readonly Application[]) =>
  applications.flatMap(({ name, groups }) =>
    (groups ?? [])
      .filter((group) => Date.parse(group.created_ts) > Date.parse(created_ts))
      .map((group) => ({
        id: group.id,
        name: `${group.name} (${name})`,
        isOn: group.policy_updates_enabled,
      })),
  )
