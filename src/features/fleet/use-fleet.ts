import { replaceEqualDeep, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { Application } from '#contract/application.ts'
import { isNotFound } from '#src/api/api-error.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { useBrakes } from '#src/api/use-brakes.ts'
import { useFrozenGroups } from '#src/api/use-frozen-groups.ts'
import { type FleetStats, type NumbersSource, useFleetStats } from '#src/api/use-fleet-stats.ts'
import { useMinute } from '#src/ui/use-now.ts'
import {
  byAttention,
  type FleetGroup,
  fleetGroups,
  fleetRow,
  type FleetRow,
  type RowFacts,
} from './fleet-row.ts'

const NO_APPLICATIONS: Application[] = []

export interface Fleet {
  applications: UseQueryResult<Application[]>
  /** What wants to be looked at first. A row of which nothing changed stays the same object. */
  rows: FleetRow[]
  source: NumbersSource
  /** When the oldest of the shown numbers was read, in ms; 0 while there are none. */
  oldestAnswer: number
}

/** Every group with its numbers, from wherever they come. */
export function useFleet(): Fleet {
  const applications = useQuery(applicationsQuery())
  const groups = useMemo(() => fleetGroups(applications.data ?? NO_APPLICATIONS), [applications.data])
  const refs = useMemo(
    () => groups.map(({ application, group }) => ({ applicationId: application.id, groupId: group.id })),
    [groups],
  )
  const numbers = useFleetStats(refs)
  const { source, answers } = numbers
  const brakes = useBrakes()
  const frozen = useFrozenGroups()
  const now = useMinute()
  const [keeper] = useState(createRowKeeper)
  const rows = useMemo(
    () =>
      groups
        .flatMap((group, index) => {
          const answer = answers[index]
          const isFrozen = frozen.has(group.group.id)
          return answer ? keeper(group, { answer, brakes, isFrozen, now }) : []
        })
        .toSorted(byAttention),
    [groups, answers, brakes, frozen, now, keeper],
  )
  useReadAgainWhenOld(applications, refs, numbers)
  const read = answers.map(({ readAt }) => readAt).filter((time) => time > 0)
  return { applications, rows, source, oldestAnswer: read.length === 0 ? 0 : Math.min(...read) }
}

/** Makes a row only when something that it is made of is another, and keeps what of it stays the same. */
function createRowKeeper() {
  const kept = new Map<string, { from: readonly unknown[]; row: FleetRow }>()
  return (group: FleetGroup, facts: Omit<RowFacts, 'before'>): FleetRow => {
    const from = [group, facts.answer, facts.brakes, facts.isFrozen, facts.now]
    const before = kept.get(group.group.id)
    if (before?.from.every((part, index) => part === from[index])) return before.row
    const row = replaceEqualDeep(before?.row, fleetRow(group, { ...facts, before: before?.row }))
    kept.set(group.group.id, { from, row })
    return row
  }
}

/**
 * A group that was made or deleted after the list was read should come to the page, or leave it rather than fail on it.
 */
function useReadAgainWhenOld(
  { refetch }: UseQueryResult,
  refs: readonly GroupRef[],
  numbers: FleetStats,
): void {
  const { answers, groupIds } = numbers
  const differs =
    groupIds !== null && (groupIds.size !== refs.length || refs.some(({ groupId }) => !groupIds.has(groupId)))
  const gone = answers.some(({ error }) => isNotFound(error))
  useEffect(() => {
    if (gone || differs) void refetch()
  }, [gone, differs, refetch])
}
