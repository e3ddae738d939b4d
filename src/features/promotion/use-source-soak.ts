import { useQueries, type UseQueryResult } from '@tanstack/react-query'
import type { VersionTimeline } from '#contract/group-statistics.ts'
import { versionTimelineQuery } from '#src/api/groups.ts'
import { type GroupFacts, SHARE_DONE } from '#src/domain/promotion-gate.ts'
import { type Soak, soakTime } from '#src/domain/soak-time.ts'
import { plural } from '#src/lib/plural.ts'

/** A timeline is the slowest read there is. */
const MOST_TIMELINES = 12
const NO_GROUPS: readonly GroupFacts[] = []

/** Since when enough nodes of these groups run the version, by their timelines of the last 7 days. */
export function useSourceSoak(groups: readonly GroupFacts[], version: string | null): Soak {
  const isTooMany = groups.length > MOST_TIMELINES
  const asked = version === null || isTooMany ? NO_GROUPS : groups
  const results = useQueries({
    queries: asked.map(({ group }) =>
      versionTimelineQuery({ applicationId: group.application_id, groupId: group.id }, '7d'),
    ),
  })
  if (isTooMany)
    return {
      kind: 'unknown',
      why: `${plural(groups.length, 'group')} follow it: more timelines than are read for this (${MOST_TIMELINES}).`,
    }
  if (version === null || groups.length === 0)
    return { kind: 'unknown', why: 'No group follows it, so no node has tried it.' }
  return soakOf(results, version)
}

function soakOf(results: readonly UseQueryResult<VersionTimeline>[], version: string): Soak {
  const timelines = results.flatMap(({ data }) => (data ? [data] : []))
  if (timelines.length === results.length) return soakTime(timelines, version, SHARE_DONE)
  const error = results.find(({ isError }) => isError)?.error
  if (!error) return { kind: 'loading' }
  return { kind: 'unknown', why: `A timeline could not be read: ${error.message}` }
}
