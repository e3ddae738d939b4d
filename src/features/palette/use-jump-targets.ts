import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Application } from '#contract/application.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import { packagesQuery } from '#src/api/packages.ts'
import { jumpTargets } from './jump-targets.ts'
import { searchedGroups } from './node-search.ts'

const NO_APPLICATIONS: Application[] = []

/** Everything to go to, and the groups to search. Packages are asked for once somebody types. */
export function useJumpTargets(typed: boolean) {
  const { data: applications = NO_APPLICATIONS } = useQuery(applicationsQuery())
  const packages = useQueries({
    queries: applications.map(({ id }) => ({ ...packagesQuery(id), enabled: typed })),
    combine: (results) => results.flatMap(({ data }) => data ?? []),
  })
  const targets = useMemo(() => jumpTargets(applications, packages), [applications, packages])
  const groups = useMemo(() => searchedGroups(applications), [applications])
  return { targets, groups }
}
