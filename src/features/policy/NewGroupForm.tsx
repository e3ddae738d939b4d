import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Application } from '#contract/application.ts'
import { changedFields, groupWriteOfSettings, settingsOfGroup } from '#contract/group-settings.ts'
import type { Group } from '#contract/group.ts'
import { createGroup, findGroupNamed } from '#src/api/group-writes.ts'
import { refOfGroup } from '#src/api/groups.ts'
import { readersTimeZone } from '#src/lib/shown-time-zone.ts'
import { routes } from '#src/routes/routes.ts'
import { newResource } from '#src/writes/new-resource.ts'
import { ResourceForm } from '#src/writes/ResourceForm.tsx'
import { useCreation } from '#src/writes/use-creation.ts'
import { GROUP_LABELS, newGroupErrors, newGroupSettings, newGroupWarnings } from './new-group-values.ts'
import { settingsOfValues, valuesOfSettings } from './policy-form-values.ts'
import { PolicyFields } from './PolicyFields.tsx'

interface NewGroupFormProps {
  application: Application
  /** The group that is cloned; null for none. */
  source: Group | null
}

/** Adds a group to an application, and leads to what its nodes need to join it. */
export function NewGroupForm({ application, source }: NewGroupFormProps) {
  const navigate = useNavigate()
  const contents = { otherGroups: application.groups ?? [], channels: application.channels ?? [] }
  const [initial] = useState(() => newGroupSettings(source, contents.channels, readersTimeZone()))
  const form = useForm({ mode: 'controlled', initialValues: valuesOfSettings(initial) })
  const wanted = settingsOfValues(form.values, initial)
  const applicationUrl = routes.application.url({ applicationId: application.id })
  const creation = useCreation({
    form,
    resource: newResource({
      noun: 'group',
      name: wanted.name,
      find: (signal) => findGroupNamed(application.id, wanted.name, signal),
      create: (signal) => createGroup(application.id, groupWriteOfSettings(wanted), signal),
      isWanted: (found) => changedFields(settingsOfGroup(found), wanted).length === 0,
    }),
    labels: GROUP_LABELS,
    validate: (values) => newGroupErrors(values, initial, contents),
    unique: {
      field: 'name',
      code: 'name-taken',
      message: 'Another group of this application has this name.',
    },
    onDone: (created) =>
      void navigate(created ? routes.joinGroup.url(refOfGroup(created)) : applicationUrl, { replace: true }),
  })
  return (
    <ResourceForm
      write={creation}
      label={source ? 'Clone the group' : 'Add the group'}
      edits="Your entries for this group"
      backTo={source ? routes.group.url(refOfGroup(source)) : applicationUrl}
    >
      <PolicyFields
        isNew
        form={form}
        opened={initial}
        channels={contents.channels}
        channelsNote=""
        warnings={newGroupWarnings(wanted, contents)}
        disabled={creation.phase !== 'idle'}
      />
    </ResourceForm>
  )
}
