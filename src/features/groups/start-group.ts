import { type Application, FLATCAR_APPLICATION_ID } from '#contract/application.ts'
import type { Group } from '#contract/group.ts'

/** The group that most fleets start with: Flatcar's stable one for amd64, or else the first that nodes can find. */
export function startGroup(applications: readonly Application[]): Group | undefined {
  const groups = applications.flatMap((application) => application.groups ?? [])
  return (
    groups.find(
      ({ application_id, track, channel }) =>
        application_id === FLATCAR_APPLICATION_ID && track === 'stable' && channel?.arch === 1,
    ) ??
    groups.find(({ channel }) => channel !== undefined) ??
    groups[0]
  )
}
