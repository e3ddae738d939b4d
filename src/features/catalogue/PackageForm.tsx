import { useForm } from '@mantine/form'
import { useState } from 'react'
import { type Application, FLATCAR_APPLICATION_ID } from '#contract/application.ts'
import { routes } from '#src/routes/routes.ts'
import { ResourceForm } from '#src/writes/ResourceForm.tsx'
import { NewPackageFloors } from './NewPackageFloors.tsx'
import { NEW_PACKAGE, PACKAGE_TYPES } from './package-form-values.ts'
import { PackageFields } from './PackageFields.tsx'
import { type ChosenFloors, usePackageCreation } from './use-package-creation.ts'

const OTHER = PACKAGE_TYPES.at(-1)?.value ?? NEW_PACKAGE.type
const NO_FLOORS: ChosenFloors = { channelIds: [], reason: '' }

/** Adds a package to an application, and makes it a floor of channels. */
export function PackageForm({ application }: { application: Application }) {
  const type = application.id === FLATCAR_APPLICATION_ID ? NEW_PACKAGE.type : OTHER
  const form = useForm({ mode: 'controlled', initialValues: { ...NEW_PACKAGE, type } })
  const [floors, setFloors] = useState(NO_FLOORS)
  const creation = usePackageCreation(application, form, floors)
  const isBusy = creation.phase !== 'idle'
  return (
    <ResourceForm
      write={creation}
      label="Add the package"
      edits="Your entries for this package"
      backTo={routes.packages.url({ applicationId: application.id })}
    >
      <PackageFields form={form} channels={application.channels ?? []} isNew disabled={isBusy} />
      <NewPackageFloors
        channels={application.channels ?? []}
        values={form.values}
        floors={floors}
        onChange={setFloors}
        disabled={isBusy}
      />
    </ResourceForm>
  )
}
