import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import type { Application } from '#contract/application.ts'
import { isAsExpected } from '#contract/write-context.ts'
import { createApplication, findApplicationNamed } from '#src/api/application-writes.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import { routes } from '#src/routes/routes.ts'
import { APPLICATION_LABELS } from '#src/writes/application-resource.ts'
import { newResource } from '#src/writes/new-resource.ts'
import { ResourceForm } from '#src/writes/ResourceForm.tsx'
import { useCreation } from '#src/writes/use-creation.ts'
import { applicationFormErrors, applicationOfValues, NEW_APPLICATION } from './application-form-values.ts'
import { ApplicationFields } from './ApplicationFields.tsx'

const NONE: Application[] = []

/** Adds an application, with the channels and groups of another one where it is a clone. */
export function NewApplicationForm({ source }: { source: Application | null }) {
  const navigate = useNavigate()
  const { data: others = NONE } = useQuery(applicationsQuery())
  const form = useForm({
    mode: 'controlled',
    initialValues: { ...NEW_APPLICATION, description: source?.description ?? '' },
  })
  const wanted = applicationOfValues(form.values)
  const creation = useCreation({
    form,
    resource: newResource({
      noun: 'application',
      name: wanted.name,
      find: (signal) => findApplicationNamed(wanted.name, signal),
      create: (signal) => createApplication(wanted, source?.id ?? null, signal),
      isWanted: (found) => isAsExpected(wanted, found),
    }),
    labels: APPLICATION_LABELS,
    validate: (values) => applicationFormErrors(values, others),
    unique: { field: 'name', code: 'name-taken', message: 'Another application has this name.' },
    onDone: (created) =>
      void navigate(
        created ? routes.application.url({ applicationId: created.id }) : routes.applications.url(),
        { replace: true },
      ),
  })
  return (
    <ResourceForm
      write={creation}
      label={source ? 'Clone the application' : 'Add the application'}
      edits="Your entries for this application"
      backTo={source ? routes.application.url({ applicationId: source.id }) : routes.applications.url()}
    >
      <ApplicationFields form={form} others={others} disabled={creation.phase !== 'idle'} />
    </ResourceForm>
  )
}
