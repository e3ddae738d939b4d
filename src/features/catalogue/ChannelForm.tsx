import { NativeSelect, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useNavigate } from 'react-router'
import type { Application } from '#contract/application.ts'
import type { Channel } from '#contract/channel.ts'
import { compareVersions } from '#contract/version-order.ts'
import { createChannel, findChannel } from '#src/api/channels.ts'
import { packagesQuery } from '#src/api/packages.ts'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import { messagesByField } from '#src/lib/messages-by-field.ts'
import { routes } from '#src/routes/routes.ts'
import { blamedFields } from './blamed-fields.ts'
import {
  CHANNEL_LABELS,
  channelFormErrors,
  type ChannelFormValues,
  channelOfValues,
  isSameNewChannel,
  NEW_CHANNEL,
} from './channel-form-values.ts'
import { CreationForm } from './CreationForm.tsx'
import { INVALID_FORM } from './creation-problem.ts'
import { fieldId } from './form-field.ts'
import { FormSection } from './FormSection.tsx'
import { ARCH_CHOICES, archOf } from './package-form-values.ts'
import { useCreation } from './use-creation.ts'

/** Adds a channel to an application. */
export function ChannelForm({ application }: { application: Application }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const form = useForm({ mode: 'controlled', initialValues: NEW_CHANNEL })
  const packages = useQuery(packagesQuery(application.id))
  const backTo = routes.channels.url({ applicationId: application.id })
  const creation = useCreation<Channel>({
    what: 'channel',
    nameOf: ({ name, arch }) => `${name} (${archName(arch)})`,
    onRefused: ({ issues, code, message }) => {
      const { fields } = messagesByField(issues, CHANNEL_LABELS)
      form.setErrors(code === 'name-taken' ? { name: message } : fields)
    },
    onTaken: () =>
      form.setErrors({ name: 'There is another channel of this name and architecture already.' }),
    onCreated: () => void navigate(backTo, { replace: true }),
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    if (creation.phase !== 'resting') return
    const errors = channelFormErrors(form.values)
    form.setErrors(errors)
    if (Object.keys(errors).length > 0) {
      creation.tell(INVALID_FORM)
      return
    }
    const wanted = channelOfValues(application.id, form.values)
    void creation.create({
      find: (signal) => findChannel(application.id, wanted, signal),
      create: (signal) => createChannel(client, wanted, signal),
      isMine: (found) => isSameNewChannel(found, wanted),
    })
  }

  const field = (name: keyof ChannelFormValues) => ({
    id: fieldId(name),
    label: CHANNEL_LABELS[name],
    ...form.getInputProps(name),
  })
  const choices = (packages.data ?? [])
    .filter(({ arch }) => arch === archOf(form.values.arch))
    .toSorted((a, b) => compareVersions(b.version, a.version))
  return (
    <CreationForm
      creation={creation}
      label="Add the channel"
      edits="What you typed about this channel"
      hasEdits={form.isDirty()}
      blamed={blamedFields(form.errors, CHANNEL_LABELS)}
      backTo={backTo}
      onSubmit={submit}
    >
      <FormSection title="Channel" disabled={creation.phase !== 'resting'}>
        <TextInput {...field('name')} description="As in alpha, beta or stable." autoComplete="off" />
        <NativeSelect
          {...field('arch')}
          data={ARCH_CHOICES}
          description="Can’t be changed later."
          onChange={({ currentTarget: { value } }) =>
            // A package of another arch would be refused.
            form.setValues({ arch: value, package_id: '' })
          }
        />
        <NativeSelect
          {...field('package_id')}
          description={
            packages.isError
              ? 'The packages could not be loaded; the channel can be pointed at one later.'
              : 'Can be changed later, and is what is promoted.'
          }
          data={[
            { value: '', label: 'No package' },
            ...choices.map(({ id, version }) => ({ value: id, label: version })),
          ]}
        />
        <TextInput {...field('color')} type="color" description="How it is marked in lists." w="10rem" />
      </FormSection>
    </CreationForm>
  )
}
