import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Application } from '#contract/application.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import { packagesQuery } from '#src/api/packages.ts'
import { jumpTargets } from './jump-targets.ts'
import { searchedGroups } from './node-search.ts'

const NO_APPLICATIONS: Application[] = []

/** Every jump target, and the groups in which to search for nodes. Packages load once there is a query. */
export function useJumpTargets(hasQuery: boolean) {
  const { data: applications = NO_APPLICATIONS } = useQuery(applicationsQuery())
  const packages = useQueries({
    queries: applications.map(({ id }) => ({ ...packagesQuery(id), enabled: hasQuery })),
    combine: (results) => results.flatMap(({ data }) => data ?? []),
  })
  const targets = useMemo(() => jumpTargets(applications, packages), [applications, packages])
  const groups = useMemo(() => searchedGroups(applications), [applications])
  return { targets, groups }
}
