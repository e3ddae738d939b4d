import { useQueries, type UseQueryResult } from '@tanstack/react-query'
import type { VersionTimeline } from '#contract/group-statistics.ts'
import { versionTimelineQuery } from '#src/api/timelines.ts'
import { compareNames } from '#src/lib/compare-names.ts'
import { type GroupWithStats, MIN_UPDATED_SHARE } from '#src/domain/promotion/promotion-gate.ts'
import { type Soak, soakTime } from '#src/domain/promotion/soak-time.ts'

/** Timelines are the slowest reads. */
const MAX_TIMELINES = 12
const NO_GROUPS: readonly GroupWithStats[] = []

/** For how long enough nodes have run the version, by the 7-day timelines of the groups with the most nodes. */
export function useSourceSoak(groups: readonly GroupWithStats[], version: string | null): Soak {
  const isTooMany = groups.length > MAX_TIMELINES
  const largest = isTooMany ? groups.toSorted(byNodes).slice(0, MAX_TIMELINES) : groups
  const results = useQueries({
    queries: (version === null ? NO_GROUPS : largest).map(({ group }) =>
      versionTimelineQuery({ applicationId: group.application_id, groupId: group.id }, '7d'),
    ),
  })
  if (version === null || groups.length === 0)
    return { kind: 'unknown', why: 'No group follows the channel, so no node has run the package.' }
  const soak = soakOf(results, version)
  return isTooMany && (soak.kind === 'reached' || soak.kind === 'not-reached')
    ? { ...soak, largest: MAX_TIMELINES }
    : soak
}

const nodesOf = ({ numbers }: GroupWithStats) => numbers?.instances_stats?.['1d'].total ?? 0
/** By name where the numbers are equal or still loading. */
const byNodes = (a: GroupWithStats, b: GroupWithStats) =>
  nodesOf(b) - nodesOf(a) || compareNames(a.group.name, b.group.name)

function soakOf(results: readonly UseQueryResult<VersionTimeline>[], version: string): Soak {
  const timelines = results.flatMap(({ data }) => (data ? [data] : []))
  if (timelines.length === results.length) return soakTime(timelines, version, MIN_UPDATED_SHARE)
  const error = results.find(({ isError }) => isError)?.error
  if (!error) return { kind: 'loading' }
  return { kind: 'unknown', why: `Failed to load a timeline: ${error.message}` }
}
