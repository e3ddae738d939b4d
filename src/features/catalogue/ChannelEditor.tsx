import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Application } from '#contract/application.ts'
import { settingsOfChannel } from '#contract/channel-settings.ts'
import type { Channel } from '#contract/channel.ts'
import { channelTitle } from '#src/domain/catalogue/channel-title.ts'
import { routes } from '#src/routes/routes.ts'
import { fieldId } from '#src/ui/field-id.ts'
import { FormSection } from '#src/ui/FormSection.tsx'
import { announceWrite } from '#src/writes/announce-write.tsx'
import { channelResource } from '#src/writes/channel-resource.ts'
import { ReasonField } from '#src/writes/ReasonField.tsx'
import { ResourceForm } from '#src/writes/ResourceForm.tsx'
import { useEdit } from '#src/writes/use-edit.ts'
import { CHANNEL_LABELS, channelFormErrors } from './channel-form-values.ts'
import { ColourInput } from './ColourInput.tsx'

interface ChannelEditorProps {
  application: Application
  /** As it was when the form was opened. */
  channel: Channel
}

function errorsOf(
  values: { name: string; color: string },
  { id, arch }: Channel,
  { channels }: Application,
): Record<string, string> {
  const isTaken = channels?.some(
    (other) => other.id !== id && other.arch === arch && other.name === values.name.trim(),
  )
  return {
    ...channelFormErrors({ ...values, arch: String(arch), package_id: '' }),
    ...(isTaken && { name: 'Another channel of this architecture has this name.' }),
  }
}

/** Edits the name and the colour of a channel. Its package is set where its effect and the gates are shown. */
export function ChannelEditor({ application, channel }: ChannelEditorProps) {
  const navigate = useNavigate()
  const [reason, setReason] = useState('')
  const [opened] = useState(channel)
  const { name, color } = opened
  const form = useForm({ mode: 'controlled', initialValues: { name, color } })
  const initial = settingsOfChannel(opened)
  const backTo = routes.channels.url({ applicationId: application.id })
  const title = channelTitle(opened, application.channels ?? [])
  const resource = channelResource({ applicationId: application.id, channelId: opened.id }, title)
  const edit = useEdit({
    form,
    resource,
    initial,
    // Someone may set another package meanwhile, which stays.
    mine: { ...settingsOfChannel(channel), name: form.values.name.trim(), color: form.values.color },
    reason,
    labels: CHANNEL_LABELS,
    validate: (values) => errorsOf(values, opened, application),
    onSaved: ({ value }) =>
      announceWrite(resource, {
        title: (
          <>
            Saved channel <bdi>{value.name}</bdi>
          </>
        ),
        message: '',
      }),
    onDone: () => void navigate(backTo, { replace: true }),
  })
  const isBusy = edit.phase !== 'idle'
  const field = (name: 'name' | 'color') => ({
    id: fieldId(name),
    label: CHANNEL_LABELS[name],
    ...form.getInputProps(name),
  })
  return (
    <ResourceForm
      write={edit}
      label="Save the channel"
      checking="Checking that the channel is unchanged …"
      edits="Your edits of this channel"
      disabledReason={edit.isChanged || isBusy ? undefined : 'Nothing is changed.'}
      backTo={backTo}
    >
      <FormSection title="Name and colour" disabled={isBusy}>
        <TextInput
          {...field('name')}
          description="Groups follow the channel by its id, so they keep it."
          autoComplete="off"
        />
        <ColourInput {...field('color')} />
      </FormSection>
      <ReasonField value={reason} readOnly={isBusy} onChange={setReason} />
    </ResourceForm>
  )
}
