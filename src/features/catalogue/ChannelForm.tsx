import { NativeSelect, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from 'react-router'
import type { Application } from '#contract/application.ts'
import { createChannel, findChannel } from '#src/api/channels.ts'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import { routes } from '#src/routes/routes.ts'
import { newResource } from '#src/writes/new-resource.ts'
import {
  CHANNEL_LABELS,
  channelFormErrors,
  type ChannelFormValues,
  channelOfValues,
  isSameNewChannel,
  NEW_CHANNEL,
} from './channel-form-values.ts'
import { ResourceForm } from '#src/writes/ResourceForm.tsx'
import { fieldId } from '#src/ui/field-id.ts'
import { FormSection } from '#src/ui/FormSection.tsx'
import { ColourInput } from './ColourInput.tsx'
import { ARCH_CHOICES } from './package-form-values.ts'
import { PackageSelect } from './PackageSelect.tsx'
import { useCreation } from '#src/writes/use-creation.ts'

/** Adds a channel to an application. */
export function ChannelForm({ application }: { application: Application }) {
  const navigate = useNavigate()
  const form = useForm({ mode: 'controlled', initialValues: NEW_CHANNEL })
  const backTo = routes.channels.url({ applicationId: application.id })
  const wanted = channelOfValues(application.id, form.values)
  const creation = useCreation({
    form,
    resource: newResource({
      noun: 'channel',
      name: `${wanted.name} (${archName(wanted.arch)})`,
      find: (signal) => findChannel(application.id, wanted, signal),
      create: (signal) => createChannel(wanted, signal),
      isWanted: (found) => isSameNewChannel(found, wanted),
    }),
    labels: CHANNEL_LABELS,
    validate: channelFormErrors,
    unique: {
      field: 'name',
      code: 'name-taken',
      message: 'Another channel of this name and architecture already exists.',
    },
    onDone: () => void navigate(backTo, { replace: true }),
  })

  const field = (name: keyof ChannelFormValues) => ({
    id: fieldId(name),
    label: CHANNEL_LABELS[name],
    ...form.getInputProps(name),
  })
  return (
    <ResourceForm
      write={creation}
      label="Add the channel"
      edits="Your entries for this channel"
      backTo={backTo}
    >
      <FormSection title="Channel" disabled={creation.phase !== 'idle'}>
        <TextInput {...field('name')} description="For example alpha, beta or stable." autoComplete="off" />
        <NativeSelect
          {...field('arch')}
          data={ARCH_CHOICES}
          description="Can’t be changed later."
          onChange={({ currentTarget: { value } }) =>
            // The server refuses a package of another arch.
            form.setValues({ arch: value, package_id: '' })
          }
        />
        <PackageSelect
          {...field('package_id')}
          value={form.values.package_id}
          applicationId={application.id}
          fits={({ arch }) => arch === wanted.arch}
          description="Promotions change it later."
        />
        <ColourInput {...field('color')} />
      </FormSection>
    </ResourceForm>
  )
}
