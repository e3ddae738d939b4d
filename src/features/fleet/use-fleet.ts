import { replaceEqualDeep, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { Application } from '#contract/application.ts'
import { isNotFound } from '#src/api/api-error.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import { failingNodesQuery } from '#src/api/failing-nodes.ts'
import { groupPausesQuery } from '#src/api/group-pauses.ts'
import { type GroupRef, refOfGroup } from '#src/api/groups.ts'
import { platteStatusQuery, useSafeModeBrakes } from '#src/api/platte-status.ts'
import { type FleetStats, type FleetStatsSource, useFleetStats } from '#src/api/use-fleet-stats.ts'
import { useFrozenGroups } from '#src/api/use-frozen-groups.ts'
import { useMinute } from '#src/ui/use-now.ts'
import {
  compareByAttention,
  type FleetGroup,
  fleetGroups,
  fleetRow,
  type FleetRow,
  type FleetRowInput,
} from './fleet-row.ts'
import { useRolloutEnds } from './use-rollout-ends.ts'

const NO_APPLICATIONS: Application[] = []

export interface Fleet {
  applications: UseQueryResult<Application[]>
  /** Those that need attention first. A row stays the same object until it changes. */
  rows: FleetRow[]
  source: FleetStatsSource
  /** When the oldest of the shown stats were read, in ms; 0 while there are none. */
  oldestReadAt: number
}

/** Every group with its stats. */
export function useFleet(): Fleet {
  const applications = useQuery(applicationsQuery())
  const groups = useMemo(() => fleetGroups(applications.data ?? NO_APPLICATIONS), [applications.data])
  const refs = useMemo(() => groups.map(({ group }) => refOfGroup(group)), [groups])
  const stats = useFleetStats(refs)
  const { source, results, oldestReadAt } = stats
  const brakes = useSafeModeBrakes()
  const frozen = useFrozenGroups()
  const pauses = useGroupPauses(groups)
  const { data: failing } = useQuery(failingNodesQuery(null))
  const now = useMinute()
  const [cachedRow] = useState(createRowCache)
  const rows = useMemo(
    () =>
      groups
        .flatMap((group, index) => {
          const result = results[index]
          const isFrozen = frozen.has(group.group.id)
          const logged = pauses?.get(group.group.id)
          const looping = failing?.groups.find((one) => one.group_id === group.group.id)
          return result ? cachedRow(group, { result, brakes, isFrozen, looping, logged, now }) : []
        })
        .toSorted(compareByAttention),
    [groups, results, brakes, frozen, pauses, failing, now, cachedRow],
  )
  const ends = useRolloutEnds(rows, source)
  const rowsWithEnds = useMemo(() => withEnds(rows, ends), [rows, ends])
  useRefetchOnChangedGroups(applications, refs, stats)
  return { applications, rows: rowsWithEnds, source, oldestReadAt }
}

const withEnds = (rows: readonly FleetRow[], ends: ReadonlyMap<string, number | null>): FleetRow[] =>
  rows.map((row) => {
    const doneAt = ends.get(row.group.id)
    return doneAt === undefined ? row : { ...row, doneAt }
  })

/** The pauses of the audit log, read only while a group's updates are off. */
function useGroupPauses(groups: readonly FleetGroup[]) {
  const { data: status } = useQuery(platteStatusQuery())
  const isAnyOff = groups.some(({ group }) => !group.policy_updates_enabled)
  return useQuery({ ...groupPausesQuery(), enabled: isAnyOff && status?.audit_log === true }).data
}

/** Remakes a row only when its input changes, and keeps the parts of it that stay equal. */
function createRowCache() {
  const cache = new Map<string, { input: readonly unknown[]; row: FleetRow }>()
  return (group: FleetGroup, facts: Omit<FleetRowInput, 'previous'>): FleetRow => {
    const input = [group, facts.result, facts.brakes, facts.isFrozen, facts.looping, facts.logged, facts.now]
    const cached = cache.get(group.group.id)
    if (cached?.input.every((part, index) => part === input[index])) return cached.row
    const row = replaceEqualDeep(cached?.row, fleetRow(group, { ...facts, previous: cached?.row }))
    cache.set(group.group.id, { input, row })
    return row
  }
}

/** Refetches the groups when one was created or deleted since, so that the page gains it, or loses it without an error. */
function useRefetchOnChangedGroups(
  { refetch }: UseQueryResult,
  refs: readonly GroupRef[],
  { results, groupIds }: FleetStats,
): void {
  const differs =
    groupIds !== null && (groupIds.size !== refs.length || refs.some(({ groupId }) => !groupIds.has(groupId)))
  const isDeleted = results.some(({ error }) => isNotFound(error))
  useEffect(() => {
    if (isDeleted || differs) void refetch()
  }, [isDeleted, differs, refetch])
}
