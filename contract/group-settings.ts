import type { Group, GroupWrite } from './group.ts'

/** The fields that a PUT of a group replaces, all at once, whichever the operator edited. */
export interface GroupSettings {
  name: string
  description: string
  track: string
  channel_id: string | null
  policy_updates_enabled: boolean
  policy_safe_mode: boolean
  policy_office_hours: boolean
  /** Empty means none. */
  policy_timezone: string
  policy_period_interval: string
  policy_max_updates_per_period: number
  policy_update_timeout: string
}

export type GroupField = keyof GroupSettings

export const GROUP_FIELDS = [
  'policy_updates_enabled',
  'policy_safe_mode',
  'policy_office_hours',
  'policy_timezone',
  'policy_max_updates_per_period',
  'policy_period_interval',
  'policy_update_timeout',
  'name',
  'description',
  'track',
  'channel_id',
] as const satisfies GroupField[]

export const isGroupField = (field: string): field is GroupField =>
  GROUP_FIELDS.some((known) => known === field)

/** Without a time zone, responses have `null` and writes an empty text; here it is empty. */
export function settingsOfGroup(group: Group): GroupSettings {
  return {
    name: group.name,
    description: group.description,
    track: group.track,
    channel_id: group.channel_id,
    policy_updates_enabled: group.policy_updates_enabled,
    policy_safe_mode: group.policy_safe_mode,
    policy_office_hours: group.policy_office_hours,
    policy_timezone: group.policy_timezone ?? '',
    policy_period_interval: group.policy_period_interval,
    policy_max_updates_per_period: group.policy_max_updates_per_period,
    policy_update_timeout: group.policy_update_timeout,
  }
}

/** Body of the PUT. Without a channel the field is left out, since Nebraska rejects `null`. */
export function groupWriteOfSettings({ channel_id, ...settings }: GroupSettings): GroupWrite {
  return channel_id === null ? settings : { ...settings, channel_id }
}

/** The fields in which two groups' settings differ, in the order of `GROUP_FIELDS`. */
export const changedFields = (from: GroupSettings, to: GroupSettings): GroupField[] =>
  GROUP_FIELDS.filter((field) => !Object.is(from[field], to[field]))
