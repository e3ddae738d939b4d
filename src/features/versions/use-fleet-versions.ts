import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Application } from '#contract/application.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import type { GroupStatsResult } from '#src/api/group-stats.ts'
import { refOfGroup } from '#src/api/groups.ts'
import { compareNames } from '#src/lib/compare-names.ts'
import { useFleetStats } from '#src/api/use-fleet-stats.ts'
import { type FleetGroupStats, versionSections } from '#src/domain/versions/fleet-versions.ts'
import type { VersionsSearch } from './versions-search.ts'

const NO_APPLICATIONS: Application[] = []
const IS_RETRYING = new Error('Platte is trying again.')

/** A read without stats drops its error while it is tried again, at which the page would begin anew. */
const errorOf = (result: GroupStatsResult | undefined): Error | null =>
  result?.error ?? (result?.isRetrying ? IS_RETRYING : null)

/**
 * The versions that nodes run, by application and arch, over the groups that match the search; `oldestReadAt` is in ms,
 * 0 while nothing is read.
 */
export function useFleetVersions({ application, arch }: Pick<VersionsSearch, 'application' | 'arch'>) {
  const applications = useQuery(applicationsQuery())
  const groups = useMemo(
    () =>
      (applications.data ?? NO_APPLICATIONS)
        .filter(({ id }) => application === null || id === application)
        .toSorted((a, b) => compareNames(a.name, b.name))
        .flatMap(({ id, name, groups }) =>
          (groups ?? [])
            .filter(({ channel }) => arch === null || channel?.arch === arch)
            .toSorted((a, b) => (a.channel?.arch ?? 0) - (b.channel?.arch ?? 0))
            .map((group) => ({ application: { id, name }, group })),
        ),
    [applications.data, application, arch],
  )
  const refs = useMemo(() => groups.map(({ group }) => refOfGroup(group)), [groups])
  const { results, oldestReadAt } = useFleetStats(refs)
  const sections = useMemo(
    () =>
      versionSections(
        groups.map((group, index): FleetGroupStats => {
          const result = results[index]
          return { ...group, numbers: result?.stats, error: errorOf(result) }
        }),
      ),
    [groups, results],
  )
  return { applications, sections, oldestReadAt }
}
