import type { Group, GroupWrite } from '#contract/group.ts'

/** What a PUT of a group replaces: all of these at once, whichever of them the operator edited. */
export interface GroupSettings {
  name: string
  description: string
  track: string
  channel_id: string | null
  policy_updates_enabled: boolean
  policy_safe_mode: boolean
  policy_office_hours: boolean
  /** Empty is none. */
  policy_timezone: string
  policy_period_interval: string
  policy_max_updates_per_period: number
  policy_update_timeout: string
}

export type GroupField = keyof GroupSettings

const labels: Record<GroupField, string> = {
  policy_updates_enabled: 'Updates',
  policy_safe_mode: 'Safe mode',
  policy_office_hours: 'Office hours',
  policy_timezone: 'Time zone',
  policy_max_updates_per_period: 'Limit',
  policy_period_interval: 'Period',
  policy_update_timeout: 'Update timeout',
  name: 'Name',
  description: 'Description',
  track: 'Track',
  channel_id: 'Channel',
}

export const isGroupField = (field: string): field is GroupField => Object.hasOwn(labels, field)

/** In the order of the form. */
export const GROUP_FIELDS: readonly GroupField[] = Object.keys(labels).filter(isGroupField)

/** How a field is called on the screen. */
export const groupFieldLabel = (field: GroupField): string => labels[field]

/** No time zone is `null` in an answer and empty in a write; here it is empty. */
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

/** Body of the PUT. No channel is one left out: a Nebraska refuses `null`. */
export function groupWriteOfSettings({ channel_id, ...settings }: GroupSettings): GroupWrite {
  return channel_id === null ? settings : { ...settings, channel_id }
}
