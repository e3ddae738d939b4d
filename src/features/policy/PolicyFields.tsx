import type { ReactNode } from 'react'
import type { Channel } from '#contract/channel.ts'
import type { GroupSettings } from '#contract/group-settings.ts'
import { ChannelField } from './ChannelField.tsx'
import { IntervalField } from './IntervalField.tsx'
import { LimitField } from './LimitField.tsx'
import type { PolicyForm } from './policy-field.ts'
import type { FieldWarnings } from './policy-form-warnings.ts'
import styles from './PolicyForm.module.css'
import { PolicySwitch } from './PolicySwitch.tsx'
import { PolicyTextField } from './PolicyTextField.tsx'
import { TimeZoneField } from './TimeZoneField.tsx'

interface PolicyFieldsProps {
  form: PolicyForm
  opened: GroupSettings
  channels: readonly Channel[]
  /** Why the channels of the application may be missing from the list. */
  channelsNote: string
  warnings: FieldWarnings
  disabled: boolean
}

/** Every setting of a group, in three sections. */
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
      <Section title="Updates" disabled={disabled}>
        <PolicySwitch
          {...all}
          field="policy_updates_enabled"
          about="Off pauses the rollout: no node is granted an update. Nodes that were granted one go on with it."
        />
        <PolicySwitch
          {...all}
          field="policy_safe_mode"
          about="One node goes first, the others follow when its update has ended. Switches updates off when as many time out as the limit allows at once."
        />
        <PolicySwitch
          {...all}
          field="policy_office_hours"
          about="Updates are granted only Monday to Friday, 9 to 17 in the time zone below."
        />
        <TimeZoneField
          {...all}
          field="policy_timezone"
          about="Counts only for office hours."
          opened={opened.policy_timezone}
        />
      </Section>
      <Section title="Pace" disabled={disabled}>
        <LimitField
          {...all}
          field="policy_max_updates_per_period"
          about="This one number caps both: how many updates are granted per period, and how many run at once."
        />
        <IntervalField
          {...all}
          field="policy_period_interval"
          about="Within it, no more updates are granted than the limit says."
        />
        <IntervalField
          {...all}
          field="policy_update_timeout"
          about="How long an update may take before it no longer counts as running, and counts for safe mode as timed out."
        />
      </Section>
      <Section title="Group" disabled={disabled}>
        <PolicyTextField {...all} field="name" about="How the group is called in the dashboard." />
        <PolicyTextField {...all} field="description" about="For you and your colleagues." />
        <PolicyTextField
          {...all}
          field="track"
          about="The name by which nodes ask for this group, with their architecture: GROUP in their update.conf."
        />
        <ChannelField
          {...all}
          field="channel_id"
          about={channelsNote || 'Its package is what the nodes get, for its architecture alone.'}
          channels={channels}
        />
      </Section>
    </>
  )
}

function Section({ title, disabled, children }: { title: string; disabled: boolean; children: ReactNode }) {
  return (
    <fieldset className={styles['section']} disabled={disabled}>
      <legend className={styles['legend']}>{title}</legend>
      <div className={styles['fields']}>{children}</div>
    </fieldset>
  )
}
