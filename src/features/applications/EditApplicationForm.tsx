import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Application } from '#contract/application.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import { routes } from '#src/routes/routes.ts'
import { announceWrite } from '#src/writes/announce-write.tsx'
import {
  APPLICATION_LABELS,
  applicationResource,
  settingsOfApplication,
} from '#src/writes/application-resource.ts'
import { ReasonField } from '#src/writes/ReasonField.tsx'
import { ResourceForm } from '#src/writes/ResourceForm.tsx'
import { useEdit } from '#src/writes/use-edit.ts'
import { applicationFormErrors, applicationOfValues } from './application-form-values.ts'
import { ApplicationFields } from './ApplicationFields.tsx'

/** Edits an application's name, description and product id. */
export function EditApplicationForm({ application }: { application: Application }) {
  const navigate = useNavigate()
  const { data = [] } = useQuery(applicationsQuery())
  const others = data.filter(({ id }) => id !== application.id)
  const [initial] = useState(() => settingsOfApplication(application))
  const [reason, setReason] = useState('')
  const form = useForm({ mode: 'controlled', initialValues: initial })
  const resource = applicationResource(application.id, application.name)
  const backTo = routes.application.url({ applicationId: application.id })
  const edit = useEdit({
    form,
    resource,
    initial,
    mine: applicationOfValues(form.values),
    reason,
    labels: APPLICATION_LABELS,
    validate: (values) => applicationFormErrors(values, others),
    onSaved: ({ value }) =>
      announceWrite(applicationResource(value.id, value.name), {
        title: (
          <>
            Application <bdi>{value.name}</bdi> saved
          </>
        ),
        message: '',
      }),
    onDone: () => void navigate(backTo, { replace: true }),
  })
  return (
    <ResourceForm
      write={edit}
      label="Save"
      checking="Checking that the application is unchanged …"
      disabledReason={edit.isChanged ? undefined : 'There is nothing to save.'}
      edits="Your edits of this application"
      backTo={backTo}
    >
      <ApplicationFields form={form} others={others} disabled={edit.phase !== 'idle'} />
      <ReasonField value={reason} readOnly={edit.phase !== 'idle'} onChange={setReason} />
    </ResourceForm>
  )
}
