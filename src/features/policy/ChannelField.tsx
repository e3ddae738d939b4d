import { NativeSelect } from '@mantine/core'
import type { Channel } from '#contract/channel.ts'
import { groupFieldLabel } from '#src/domain/policy/group-field-label.ts'
import { channelLabel } from '#src/domain/policy/policy-changes.ts'
import { FieldNotes } from './FieldNotes.tsx'
import { notesBelow, policyFieldId, type PolicyFieldProps } from './policy-field.ts'

/** The channel whose package the group's nodes get. */
export function ChannelField({
  field,
  about,
  form,
  warnings,
  channels,
}: PolicyFieldProps<'channel_id'> & { channels: readonly Channel[] }) {
  const picked = form.values[field] ?? ''
  const options = channels.map((channel) => ({ value: channel.id, label: channelLabel(channel) }))
  const isKnown = picked === '' || channels.some(({ id }) => id === picked)
  return (
    <NativeSelect
      id={policyFieldId(field)}
      label={groupFieldLabel(field)}
      data={[
        { value: '', label: 'No channel' },
        ...options,
        ...(isKnown ? [] : [{ value: picked, label: picked }]),
      ]}
      value={picked}
      onChange={(event) => form.setFieldValue(field, event.currentTarget.value || null)}
      error={form.errors[field]}
      {...notesBelow}
      description={<FieldNotes about={about} warning={warnings[field]} />}
    />
  )
}
