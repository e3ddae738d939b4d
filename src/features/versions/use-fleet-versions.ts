import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Application } from '#contract/application.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import { useFleetStats } from '#src/api/use-fleet-stats.ts'
import { type GroupOfFleet, versionSections } from '#src/domain/versions/fleet-versions.ts'
import type { VersionsSearch } from './versions-search.ts'

const NO_APPLICATIONS: Application[] = []

/** Versions over every group that is looked for, and when the oldest of the numbers was read (ms; 0 for none). */
export function useFleetVersions({ application, arch }: Pick<VersionsSearch, 'application' | 'arch'>) {
  const applications = useQuery(applicationsQuery())
  const groups = useMemo(
    () =>
      (applications.data ?? NO_APPLICATIONS)
        .filter(({ id }) => application === null || id === application)
        .toSorted((a, b) => a.name.localeCompare(b.name))
        .flatMap(({ id, name, groups }) =>
          (groups ?? [])
            .filter(({ channel }) => arch === null || channel?.arch === arch)
            .toSorted((a, b) => (a.channel?.arch ?? 0) - (b.channel?.arch ?? 0))
            .map((group) => ({ application: { id, name }, group })),
        ),
    [applications.data, application, arch],
  )
  const refs = useMemo(
    () => groups.map(({ application, group }) => ({ applicationId: application.id, groupId: group.id })),
    [groups],
  )
  const { answers } = useFleetStats(refs)
  const sections = useMemo(
    () =>
      versionSections(
        groups.map((one, index): GroupOfFleet => {
          const answer = answers[index]
          return { ...one, numbers: answer?.numbers, error: answer?.error ?? null }
        }),
      ),
    [groups, answers],
  )
  const read = answers.map(({ readAt }) => readAt).filter((time) => time > 0)
  return { applications, sections, oldestAnswer: read.length === 0 ? 0 : Math.min(...read) }
}
