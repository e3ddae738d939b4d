import type { GroupField } from '#contract/group-settings.ts'

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

/** A field's name on screen. */
export const groupFieldLabel = (field: GroupField): string => labels[field]
