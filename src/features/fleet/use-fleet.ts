import { replaceEqualDeep, useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { Application } from '#contract/application.ts'
import { isNotFound } from '#src/api/api-error.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import { instanceStatsQuery, versionBreakdownQuery } from '#src/api/groups.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { type Answer, type Brakes, type FleetRow, fleetGroups, fleetRow } from './fleet-row.ts'

const NO_APPLICATIONS: Application[] = []

interface Fleet {
  applications: UseQueryResult<Application[]>
  /** In the order of names. A row of which nothing changed stays the same object. */
  rows: FleetRow[]
  /** When the oldest of the shown numbers was read, in ms; 0 while there are none. */
  oldestAnswer: number
}

// However many groups there are, an open page asks no more than 20 times a second.
const PACE_OF_A_GROUP = 100

/** Every group with its numbers, which come in one by one: two requests a group. */
export function useFleet(): Fleet {
  const applications = useQuery(applicationsQuery())
  const groups = useMemo(() => fleetGroups(applications.data ?? NO_APPLICATIONS), [applications.data])
  const brakes = useBrakes()
  const refs = useMemo(
    () => groups.map(({ application, group }) => ({ applicationId: application.id, groupId: group.id })),
    [groups],
  )
  const pace = refs.length * PACE_OF_A_GROUP
  const stats = useQueries({
    queries: refs.map((ref) => {
      const query = instanceStatsQuery(ref, '1d')
      return { ...query, refetchInterval: slowedTo(pace, query.refetchInterval) }
    }),
    combine: answersOf,
  })
  const breakdowns = useQueries({
    queries: refs.map((ref) => {
      const query = versionBreakdownQuery(ref)
      return { ...query, refetchInterval: slowedTo(pace, query.refetchInterval) }
    }),
    combine: answersOf,
  })
  const [keeper] = useState(createRowKeeper)
  const rows = useMemo(
    () =>
      groups.flatMap((group, index) => {
        const [ofStats, ofVersions] = [stats[index], breakdowns[index]]
        if (!ofStats || !ofVersions) return []
        return keeper(group.group.id, (before) => fleetRow(group, ofStats, ofVersions, brakes, before))
      }),
    [groups, stats, breakdowns, brakes, keeper],
  )
  useReadAgainWhenGone(applications, [...stats, ...breakdowns])
  const read = [...stats, ...breakdowns].map(({ dataUpdatedAt }) => dataUpdatedAt).filter((time) => time > 0)
  return { applications, rows, oldestAnswer: read.length === 0 ? 0 : Math.min(...read) }
}

type Interval = number | false | undefined

const slowedTo =
  <Query>(pace: number, interval: Interval | ((query: Query) => Interval)) =>
  (query: Query): Interval => {
    const own = typeof interval === 'function' ? interval(query) : interval
    return typeof own === 'number' ? Math.max(own, pace) : own
  }

function createRowKeeper() {
  const kept = new Map<string, FleetRow>()
  return (groupId: string, make: (before: FleetRow | undefined) => FleetRow): FleetRow => {
    const before = kept.get(groupId)
    const row = replaceEqualDeep(before, make(before))
    kept.set(groupId, row)
    return row
  }
}

/** A group that isn't there any more was deleted after the list was read: it should leave the page, not fail on it. */
function useReadAgainWhenGone({ refetch }: UseQueryResult, answers: readonly Answer<unknown>[]): void {
  const gone = answers.some(({ error }) => isNotFound(error))
  useEffect(() => {
    if (gone) void refetch()
  }, [gone, refetch])
}

/** Undefined until it is known, null where no server tells (or ours failed to). */
function useBrakes(): Brakes {
  const { data, isError } = useQuery(platteStatusQuery())
  if (data === undefined) return isError ? null : undefined
  return data?.safe_mode_brakes ?? null
}

function answersOf<Data>(results: UseQueryResult<Data>[]): Answer<Data>[] {
  return results.map((result) => ({
    data: result.data,
    error: result.error,
    dataUpdatedAt: result.dataUpdatedAt,
    isRetrying: result.errorUpdateCount > 0 && (result.isPending || (result.isError && result.isFetching)),
  }))
}
