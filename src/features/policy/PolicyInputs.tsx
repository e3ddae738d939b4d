import { NativeSelect, Switch, TextInput } from '@mantine/core'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Switch.layer.css'
import type { ReactNode } from 'react'
import type { Channel } from '#contract/channel.ts'
import { groupFieldLabel } from '#src/domain/policy/group-field-label.ts'
import { channelLabel } from '#src/domain/policy/policy-changes.ts'
import { fieldId } from '#src/ui/field-id.ts'
import { INTERVAL_UNITS, type IntervalUnit, withUnit } from './interval-value.ts'
import { FieldNotes, inputProps, type PolicyInputProps, switchClasses } from './policy-input.tsx'
import styles from './PolicyForm.module.css'

type SwitchField = 'policy_updates_enabled' | 'policy_safe_mode' | 'policy_office_hours'

/** A setting that is on or off. */
export function SwitchInput({ field, about, form, warnings }: PolicyInputProps<SwitchField>) {
  // Mantine would put the notes inside the label, and so into the switch's accessible name.
  const notesId = `${fieldId(field)}-notes`
  return (
    <div>
      <Switch
        id={fieldId(field)}
        label={groupFieldLabel(field)}
        aria-describedby={notesId}
        classNames={switchClasses}
        {...form.getInputProps(field, { type: 'checkbox' })}
      />
      <p id={notesId} className={styles['notes']}>
        <FieldNotes about={about} warning={warnings[field]} />
      </p>
    </div>
  )
}

/** A setting of one line of text. */
export function SettingTextInput(props: PolicyInputProps<'name' | 'description' | 'track'>) {
  return <TextInput {...inputProps(props)} autoComplete="off" {...props.form.getInputProps(props.field)} />
}

/** The channel whose package the group's nodes get. */
export function ChannelInput(props: PolicyInputProps<'channel_id'> & { channels: readonly Channel[] }) {
  const { field, form, channels } = props
  const selected = form.values[field] ?? ''
  const options = channels.map((channel) => ({ value: channel.id, label: channelLabel(channel) }))
  const isKnown = selected === '' || channels.some(({ id }) => id === selected)
  return (
    <NativeSelect
      {...inputProps(props)}
      data={[
        { value: '', label: 'No channel' },
        ...options,
        ...(isKnown ? [] : [{ value: selected, label: selected }]),
      ]}
      value={selected}
      onChange={(event) => form.setFieldValue(field, event.currentTarget.value || null)}
    />
  )
}

/** The number of nodes that may update, or no limit. */
export function LimitInput(props: PolicyInputProps<'policy_max_updates_per_period'>) {
  const { field, form } = props
  const { unlimited, nodes } = form.values[field]
  const set = (value: { unlimited: boolean; nodes: string }) => form.setFieldValue(field, value)
  return (
    <TextInput
      {...inputProps(props)}
      inputMode="numeric"
      autoComplete="off"
      value={unlimited ? '' : nodes}
      placeholder={unlimited ? 'no limit' : undefined}
      disabled={unlimited}
      onChange={(event) => set({ unlimited, nodes: event.currentTarget.value })}
      rightSection={!unlimited && <span className={styles['unit']}>nodes</span>}
      rightSectionWidth="3.5rem"
      inputContainer={withBeside(
        <Switch
          label="Unlimited"
          classNames={switchClasses}
          checked={unlimited}
          onChange={(event) => set({ unlimited: event.currentTarget.checked, nodes })}
        />,
      )}
    />
  )
}

const UNITS: { value: IntervalUnit; label: string }[] = [
  ...INTERVAL_UNITS.map((unit) => ({ value: unit, label: `${unit}s` })),
  { value: 'custom', label: 'custom' },
]

const unitNamed = (name: string) => UNITS.find(({ value }) => value === name)?.value ?? 'custom'

/** A duration: a number and its unit, or any text that PostgreSQL reads as an interval. */
export function IntervalInput(props: PolicyInputProps<'policy_period_interval' | 'policy_update_timeout'>) {
  const { field, form } = props
  const value = form.values[field]
  const isCustom = value.unit === 'custom'
  return (
    <TextInput
      {...inputProps(props)}
      inputMode={isCustom ? 'text' : 'numeric'}
      autoComplete="off"
      value={value.text}
      placeholder={isCustom ? '1 hour 30 minutes' : undefined}
      onChange={(event) => form.setFieldValue(field, { ...value, text: event.currentTarget.value })}
      inputContainer={withBeside(
        <NativeSelect
          aria-label={`${groupFieldLabel(field)}: unit`}
          data={UNITS}
          value={value.unit}
          onChange={(event) =>
            form.setFieldValue(field, withUnit(value, unitNamed(event.currentTarget.value)))
          }
        />,
      )}
    />
  )
}

/** An `inputContainer` with a control beside the input. */
const withBeside = (control: ReactNode) =>
  function InputWithControl(input: ReactNode) {
    return (
      <div className={styles['pair']}>
        <div className={styles['wide']}>{input}</div>
        <div className={styles['beside']}>{control}</div>
      </div>
    )
  }
