import type { Channel } from '#contract/channel.ts'
import type { GroupSettings } from '#contract/group-settings.ts'
import { FormSection } from '#src/ui/FormSection.tsx'
import type { FieldWarnings } from './policy-form-warnings.ts'
import type { PolicyForm } from './policy-input.tsx'
import { ChannelInput, IntervalInput, LimitInput, SettingTextInput, SwitchInput } from './PolicyInputs.tsx'
import { TimeZoneInput } from './TimeZoneInput.tsx'

interface PolicyFieldsProps {
  form: PolicyForm
  opened: GroupSettings
  channels: readonly Channel[]
  /** Why the list may lack channels of the application; empty when it is complete. */
  channelsNote: string
  warnings: FieldWarnings
  disabled: boolean
}

/** All settings of a group, in three sections. */
export function PolicyFields({
  form,
  opened,
  channels,
  channelsNote,
  warnings,
  disabled,
}: PolicyFieldsProps) {
  const all = { form, warnings }
  return (
    <>
      <FormSection title="Updates" disabled={disabled}>
        <SwitchInput
          {...all}
          field="policy_updates_enabled"
          about="Off pauses the rollout: no node is granted an update. Updates already granted continue."
        />
        <SwitchInput
          {...all}
          field="policy_safe_mode"
          about="One node updates first. The others wait until its update completes, fails or is put on hold, and follow in each case. Switches updates off when as many updates time out as the limit allows at once."
        />
        <SwitchInput
          {...all}
          field="policy_office_hours"
          about="Grants updates only Monday to Friday, 9 to 17 in the time zone below."
        />
        <TimeZoneInput
          {...all}
          field="policy_timezone"
          about="Used for office hours only."
          opened={opened.policy_timezone}
        />
      </FormSection>
      <FormSection title="Pace" disabled={disabled}>
        <LimitInput
          {...all}
          field="policy_max_updates_per_period"
          about="Caps both how many updates are granted per period and how many run at once."
        />
        <IntervalInput
          {...all}
          field="policy_period_interval"
          about="The time in which at most that many updates are granted."
        />
        <IntervalInput
          {...all}
          field="policy_update_timeout"
          about="After this time, an update no longer counts as in progress, and safe mode counts it as timed out."
        />
      </FormSection>
      <FormSection title="Group" disabled={disabled}>
        <SettingTextInput {...all} field="name" about="The group’s name in the dashboard." />
        <SettingTextInput {...all} field="description" about="For you and your colleagues." />
        <SettingTextInput
          {...all}
          field="track"
          about="Nodes request this group by its track and their architecture: GROUP in their update.conf."
        />
        <ChannelInput
          {...all}
          field="channel_id"
          about={channelsNote || 'Nodes get the channel’s package, which is for one architecture only.'}
          channels={channels}
        />
      </FormSection>
    </>
  )
}
