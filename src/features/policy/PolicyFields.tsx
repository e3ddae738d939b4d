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

/** All settings of a group, in three sections. A new group begins with what it is. */
export const PolicyFields = ({ isNew = false, ...props }: PolicyFieldsProps & { isNew?: boolean }) => (
  <>
    {isNew && <GroupSection {...props} />}
    <UpdatesSection {...props} />
    <PaceSection {...props} />
    {!isNew && <GroupSection {...props} />}
  </>
)

const UpdatesSection = ({ form, warnings, opened, disabled }: PolicyFieldsProps) => (
  <FormSection title="When to update" disabled={disabled}>
    <SwitchInput
      form={form}
      warnings={warnings}
      field="policy_updates_enabled"
      about="Off pauses the rollout: no node is granted an update. Updates already granted continue."
    />
    <SwitchInput
      form={form}
      warnings={warnings}
      field="policy_safe_mode"
      about="One node updates first. The others wait until its update completes, fails or is put on hold, and follow in each case. Switches updates off when as many updates time out as the limit allows at once."
    />
    <SwitchInput
      form={form}
      warnings={warnings}
      field="policy_office_hours"
      about="Grants updates only Monday to Friday, 9 to 17 in the time zone below."
    />
    <TimeZoneInput
      form={form}
      warnings={warnings}
      field="policy_timezone"
      about="Used for office hours only."
      opened={opened.policy_timezone}
    />
  </FormSection>
)

const PaceSection = ({ form, warnings, disabled }: PolicyFieldsProps) => (
  <FormSection title="Pace" disabled={disabled}>
    <LimitInput
      form={form}
      warnings={warnings}
      field="policy_max_updates_per_period"
      about="Caps both how many updates are granted per period and how many run at once."
    />
    <IntervalInput
      form={form}
      warnings={warnings}
      field="policy_period_interval"
      about="The time in which at most that many updates are granted."
    />
    <IntervalInput
      form={form}
      warnings={warnings}
      field="policy_update_timeout"
      about="After this time, an update no longer counts as in progress, and safe mode counts it as timed out."
    />
  </FormSection>
)

const GroupSection = ({ form, warnings, channels, channelsNote, disabled }: PolicyFieldsProps) => (
  <FormSection title="Group" disabled={disabled}>
    <SettingTextInput
      form={form}
      warnings={warnings}
      field="name"
      about="The group’s name in the dashboard."
    />
    <SettingTextInput
      form={form}
      warnings={warnings}
      field="description"
      about="For you and your colleagues."
    />
    <SettingTextInput
      form={form}
      warnings={warnings}
      field="track"
      about="Nodes request this group by its track and their architecture: GROUP in their update.conf."
    />
    <ChannelInput
      form={form}
      warnings={warnings}
      field="channel_id"
      about={channelsNote || 'Nodes get the channel’s package, which is for one architecture only.'}
      channels={channels}
    />
  </FormSection>
)
