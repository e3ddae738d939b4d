import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Application } from '#contract/application.ts'
import { settingsOfPackage } from '#contract/package-settings.ts'
import type { Package } from '#contract/package.ts'
import { packageTitle } from '#src/domain/catalogue/package-title.ts'
import { routes } from '#src/routes/routes.ts'
import { announceWrite } from '#src/writes/announce-write.tsx'
import { packageResource } from '#src/writes/package-resource.ts'
import { ReasonField } from '#src/writes/ReasonField.tsx'
import { ResourceForm } from '#src/writes/ResourceForm.tsx'
import { useEdit } from '#src/writes/use-edit.ts'
import {
  PACKAGE_LABELS,
  packageFormErrors,
  settingsOfValues,
  valuesOfPackage,
} from './package-form-values.ts'
import { PackageFields } from './PackageFields.tsx'

interface PackageEditorProps {
  application: Application
  /** As it was when the form was opened. */
  release: Package
}

/** Edits a package. */
export function PackageEditor({ application, release }: PackageEditorProps) {
  const navigate = useNavigate()
  const [reason, setReason] = useState('')
  const [opened] = useState(release)
  const form = useForm({ mode: 'controlled', initialValues: valuesOfPackage(opened) })
  const applicationId = application.id
  const backTo = routes.packages.url({ applicationId })
  const resource = packageResource({ applicationId, packageId: opened.id }, packageTitle(opened))
  const edit = useEdit({
    form,
    resource,
    initial: settingsOfPackage(opened),
    mine: settingsOfValues(opened, form.values),
    reason,
    labels: PACKAGE_LABELS,
    validate: packageFormErrors,
    onSaved: ({ opened: before, mine }) =>
      announceWrite(resource, {
        title: <>Saved package {resource.name}</>,
        message: '',
        undo: {
          label: 'Undo',
          change: { opened: mine, mine: before, reason: 'Undo of an edit' },
          describeUndone: () => ({ title: <>Undone: package {resource.name} is as before</>, message: '' }),
        },
      }),
    onDone: () => void navigate(backTo, { replace: true }),
  })
  const isBusy = edit.phase !== 'idle'
  return (
    <ResourceForm
      write={edit}
      label="Save the package"
      checking="Checking that the package is unchanged …"
      edits="Your edits of this package"
      disabledReason={edit.isChanged || isBusy ? undefined : 'Nothing is changed.'}
      backTo={backTo}
    >
      <PackageFields form={form} channels={application.channels ?? []} isNew={false} disabled={isBusy} />
      <ReasonField value={reason} readOnly={isBusy} onChange={setReason} />
    </ResourceForm>
  )
}
