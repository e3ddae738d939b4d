import type { UseFormReturnType } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import type { Application } from '#contract/application.ts'
import type { Package } from '#contract/package.ts'
import { createPackage, findPackage } from '#src/api/packages.ts'
import { fitsChannel } from '#src/domain/catalogue/fits-channel.ts'
import { packageTitle } from '#src/domain/catalogue/package-title.ts'
import { routes } from '#src/routes/routes.ts'
import { notify } from '#src/ui/notify.ts'
import { announceCreation } from '#src/writes/announce-creation.tsx'
import type { UnsavedOutcome } from '#src/writes/guarded-write.ts'
import { CREATE, newResource } from '#src/writes/new-resource.ts'
import { useFormWrite } from '#src/writes/use-form-write.ts'
import { useIsShown } from '#src/writes/use-write.ts'
import { refreshQueries } from '#src/writes/write-mutation.ts'
import { describeSeveral, writeSeveral } from '#src/writes/write-several.ts'
import { floorsLeftState } from './floors-left.ts'
import { newFloors } from './new-floors.ts'
import {
  isWantedPackage,
  PACKAGE_LABELS,
  packageFormErrors,
  type PackageFormValues,
  packageOfValues,
} from './package-form-values.ts'

const TAKEN = 'Another package of this version and architecture already exists.'

const errorsOf = (outcome: UnsavedOutcome<unknown, unknown>): Record<string, string> => {
  if (outcome.kind === 'changed-meanwhile') return { version: TAKEN }
  return outcome.kind === 'refused' && outcome.error.code === 'version-taken'
    ? { version: outcome.error.message }
    : {}
}

/** The floors of a new package. */
export interface ChosenFloors {
  channelIds: readonly string[]
  reason: string
}

/**
 * Creates a package, and then its floors. Where a floor fails, the page of the package has the rest ready for another
 * try: the package itself is not sent again.
 */
export function usePackageCreation(
  application: Application,
  form: UseFormReturnType<PackageFormValues>,
  floors: ChosenFloors,
) {
  const navigate = useNavigate()
  const client = useQueryClient()
  const isShown = useIsShown()
  const applicationId = application.id
  const backTo = routes.packages.url({ applicationId })
  const wanted = packageOfValues(applicationId, form.values)
  const channels = (application.channels ?? []).filter(
    (channel) => floors.channelIds.includes(channel.id) && fitsChannel(wanted, channel),
  )
  const resource = newResource({
    noun: 'package',
    name: packageTitle(wanted),
    find: (signal) => findPackage(applicationId, wanted, signal),
    create: (signal) => createPackage(wanted, signal),
    isWanted: (found) => isWantedPackage(found, wanted),
  })

  /** After the package; the floors are set even after the operator has left the form. */
  async function setFloors(release: Package): Promise<void> {
    const writes = newFloors(channels, release, floors.reason)
    const outcomes = await writeSeveral(writes, new AbortController().signal)
    await refreshQueries(client, resource.invalidates)
    const problem = describeSeveral(outcomes)
    if (problem === null) {
      if (isShown.current) void navigate(backTo, { replace: true })
    } else if (isShown.current) {
      const keys = outcomes.failed.map(({ key }) => key)
      const channelIds = channels.flatMap(({ id }, index) =>
        keys.includes(writes[index]?.resource.key ?? '') ? id : [],
      )
      const state = floorsLeftState({ channelIds, reason: floors.reason, problem })
      void navigate(routes.package.url({ applicationId, packageId: release.id }), { replace: true, state })
    } else {
      const title = `Failed to set floors of package ${resource.name}`
      notify({ tone: 'failed', title, message: `${problem.title} ${problem.words}` })
    }
  }

  return useFormWrite({
    form,
    resource,
    labels: PACKAGE_LABELS,
    validate: packageFormErrors,
    change: CREATE,
    errorsOf,
    onSaved: ({ value, answered }) => {
      announceCreation(resource, answered)
      if (value && channels.length > 0) void setFloors(value)
    },
    onDone: () => {
      if (channels.length === 0) void navigate(backTo, { replace: true })
    },
  })
}
