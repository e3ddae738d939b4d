import { NativeSelect, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import type { Application } from '#contract/application.ts'
import type { Arch } from '#contract/arch.ts'
import { compareVersions } from '#contract/version-order.ts'
import { createChannel, findChannel } from '#src/api/channels.ts'
import { packagesQuery } from '#src/api/packages.ts'
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
import { ARCH_CHOICES, archOf } from './package-form-values.ts'
import { useCreation } from '#src/writes/use-creation.ts'

/** Adds a channel to an application. */
export function ChannelForm({ application }: { application: Application }) {
  const navigate = useNavigate()
  const form = useForm({ mode: 'controlled', initialValues: NEW_CHANNEL })
  const packages = usePackageChoices(application.id, archOf(form.values.arch))
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
      <FormSection title="Channel" disabled={creation.phase !== 'resting'}>
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
        <NativeSelect
          {...field('package_id')}
          description={packages.description}
          data={[{ value: '', label: 'No package' }, ...packages.choices]}
        />
        <TextInput {...field('color')} type="color" description="Marks the channel in lists." w="10rem" />
      </FormSection>
    </ResourceForm>
  )
}

/** The packages that a channel of the arch can have, newest first. */
function usePackageChoices(applicationId: string, arch: Arch) {
  const { data = [], isError } = useQuery(packagesQuery(applicationId))
  return {
    description: isError
      ? 'Failed to load the packages; you can set one later.'
      : 'Promotions change it later.',
    choices: data
      .filter((release) => release.arch === arch)
      .toSorted((a, b) => compareVersions(b.version, a.version))
      .map(({ id, version }) => ({ value: id, label: version })),
  }
}
