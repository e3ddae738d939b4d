import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { type Application, FLATCAR_APPLICATION_ID } from '#contract/application.ts'
import type { Package } from '#contract/package.ts'
import { createPackage, findPackage } from '#src/api/packages.ts'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import { messagesByField } from '#src/lib/messages-by-field.ts'
import { routes } from '#src/routes/routes.ts'
import { blamedFields } from './blamed-fields.ts'
import { CreationForm } from './CreationForm.tsx'
import { INVALID_FORM } from './creation-problem.ts'
import {
  isSamePackage,
  NEW_PACKAGE,
  PACKAGE_LABELS,
  PACKAGE_TYPES,
  packageFormErrors,
  packageOfValues,
} from './package-form-values.ts'
import { PackageFields } from './PackageFields.tsx'
import { useCreation } from './use-creation.ts'

const OTHER = PACKAGE_TYPES.at(-1)?.value ?? NEW_PACKAGE.type

/** Adds a package to an application. */
export function PackageForm({ application }: { application: Application }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const type = application.id === FLATCAR_APPLICATION_ID ? NEW_PACKAGE.type : OTHER
  const form = useForm({ mode: 'controlled', initialValues: { ...NEW_PACKAGE, type } })
  const backTo = routes.packages.url({ applicationId: application.id })
  const creation = useCreation<Package>({
    what: 'package',
    nameOf: ({ version, arch }) => `${version} (${archName(arch)})`,
    onRefused: ({ issues, code, message }) => {
      const { fields } = messagesByField(issues, PACKAGE_LABELS)
      form.setErrors(code === 'version-taken' ? { version: message } : fields)
    },
    onTaken: () =>
      form.setErrors({ version: 'There is another package of this version and architecture already.' }),
    onCreated: () => void navigate(backTo, { replace: true }),
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    if (creation.phase !== 'resting') return
    const errors = packageFormErrors(form.values)
    form.setErrors(errors)
    if (Object.keys(errors).length > 0) {
      creation.tell(INVALID_FORM)
      return
    }
    const wanted = packageOfValues(application.id, form.values)
    void creation.create({
      find: (signal) => findPackage(application.id, wanted, signal),
      create: (signal) => createPackage(client, wanted, signal),
      isMine: (found) => isSamePackage(found, wanted),
    })
  }

  return (
    <CreationForm
      creation={creation}
      label="Add the package"
      edits="What you typed about this package"
      hasEdits={form.isDirty()}
      blamed={blamedFields(form.errors, PACKAGE_LABELS)}
      backTo={backTo}
      onSubmit={submit}
    >
      <PackageFields
        form={form}
        channels={application.channels ?? []}
        disabled={creation.phase !== 'resting'}
      />
    </CreationForm>
  )
}
