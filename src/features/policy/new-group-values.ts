import type { Channel } from '#contract/channel.ts'
import { GROUP_FIELDS, type GroupSettings, settingsOfGroup } from '#contract/group-settings.ts'
import type { Group } from '#contract/group.ts'
import { groupFieldLabel } from '#src/domain/policy/group-field-label.ts'
import type { ApplicationContents } from './describe-policy-error.ts'
import { policyFormErrors } from './policy-form-errors.ts'
import { type PolicyFormValues, settingsOfValues } from './policy-form-values.ts'
import {
  type FieldWarnings,
  nameWarning,
  NO_CHANNEL,
  NO_PACKAGE,
  rivalWarning,
  unverified,
} from './policy-form-warnings.ts'

/** By wire names. */
export const GROUP_LABELS = Object.fromEntries(GROUP_FIELDS.map((field) => [field, groupFieldLabel(field)]))

/** A careful start: one node first, then a few at a time. */
const CAREFUL: GroupSettings = {
  name: '',
  description: '',
  track: '',
  channel_id: null,
  policy_updates_enabled: true,
  policy_safe_mode: true,
  policy_office_hours: false,
  policy_timezone: '',
  policy_period_interval: '15 minutes',
  policy_max_updates_per_period: 5,
  policy_update_timeout: '60 minutes',
}

/**
 * What the form of a new group starts with: everything of the group that is cloned but its name and track, which are
 * unique, or else a careful policy.
 * @param channels of the application; an only one is chosen
 */
export function newGroupSettings(
  source: Group | null,
  channels: readonly Channel[],
  timeZone: string,
): GroupSettings {
  if (source !== null)
    return { ...settingsOfGroup(source), name: '', track: '', policy_updates_enabled: true }
  const [only, ...others] = channels
  return {
    ...CAREFUL,
    policy_timezone: timeZone,
    channel_id: only && others.length === 0 ? only.id : null,
  }
}

/** What the contract would refuse, and what other groups have already, by field; empty when the form is valid. */
export function newGroupErrors(
  values: PolicyFormValues,
  initial: GroupSettings,
  contents: ApplicationContents,
): Record<string, string> {
  const mine = settingsOfValues(values, initial)
  return { ...takenFields(mine, contents), ...policyFormErrors(values, initial) }
}

/** Effects of the settings that an operator may not expect, and names that others have already. */
export function newGroupWarnings(mine: GroupSettings, contents: ApplicationContents): FieldWarnings {
  const channel = channelOf(mine, contents)
  const warnings = {
    ...takenFields(mine, contents),
    channel_id: mine.channel_id === null ? NO_CHANNEL : channel && !channel.package && NO_PACKAGE,
    policy_period_interval: unverified(mine.policy_period_interval),
    policy_update_timeout: unverified(mine.policy_update_timeout),
  }
  return Object.fromEntries(Object.entries(warnings).filter(([, words]) => words))
}

function takenFields(mine: GroupSettings, contents: ApplicationContents): Record<string, string> {
  const name = nameWarning(mine, contents.otherGroups)
  const track = rivalWarning(mine, channelOf(mine, contents), contents.otherGroups)
  return { ...(name && { name }), ...(track && { track }) }
}

const channelOf = ({ channel_id }: GroupSettings, { channels = [] }: ApplicationContents) =>
  channels.find(({ id }) => id === channel_id)
