import { useForm } from '@mantine/form'
import { useNavigate } from 'react-router'
import { type Application, FLATCAR_APPLICATION_ID } from '#contract/application.ts'
import { createPackage, findPackage } from '#src/api/packages.ts'
import { archName } from '#src/domain/catalogue/arch-name.ts'
import { routes } from '#src/routes/routes.ts'
import { newResource } from '#src/writes/new-resource.ts'
import { ResourceForm } from '#src/writes/ResourceForm.tsx'
import {
  isSamePackage,
  NEW_PACKAGE,
  PACKAGE_LABELS,
  PACKAGE_TYPES,
  packageFormErrors,
  packageOfValues,
} from './package-form-values.ts'
import { PackageFields } from './PackageFields.tsx'
import { useCreation } from '#src/writes/use-creation.ts'

const OTHER = PACKAGE_TYPES.at(-1)?.value ?? NEW_PACKAGE.type

/** Adds a package to an application. */
export function PackageForm({ application }: { application: Application }) {
  const navigate = useNavigate()
  const type = application.id === FLATCAR_APPLICATION_ID ? NEW_PACKAGE.type : OTHER
  const form = useForm({ mode: 'controlled', initialValues: { ...NEW_PACKAGE, type } })
  const backTo = routes.packages.url({ applicationId: application.id })
  const wanted = packageOfValues(application.id, form.values)
  const creation = useCreation({
    form,
    resource: newResource({
      noun: 'package',
      name: `${wanted.version} (${archName(wanted.arch)})`,
      find: (signal) => findPackage(application.id, wanted, signal),
      create: (signal) => createPackage(wanted, signal),
      isWanted: (found) => isSamePackage(found, wanted),
    }),
    labels: PACKAGE_LABELS,
    validate: packageFormErrors,
    unique: {
      field: 'version',
      code: 'version-taken',
      message: 'Another package of this version and architecture already exists.',
    },
    onDone: () => void navigate(backTo, { replace: true }),
  })

  return (
    <ResourceForm
      write={creation}
      label="Add the package"
      edits="Your entries for this package"
      backTo={backTo}
    >
      <PackageFields
        form={form}
        channels={application.channels ?? []}
        disabled={creation.phase !== 'resting'}
      />
    </ResourceForm>
  )
}
