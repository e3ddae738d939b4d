import { queryOptions, useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { groupKey, refOfGroup } from '#src/api/groups.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { POLL_IDLE_MS } from '#src/api/polling.ts'
import { enqueueGroupRequest } from '#src/api/request-queue.ts'
import { readRollout } from '#src/api/rollout.ts'
import type { FleetStatsSource } from '#src/api/use-fleet-stats.ts'
import { isRollingOut } from '#src/domain/rollout/group-state.ts'
import { takeRolloutSnapshot } from '#src/domain/rollout/take-rollout-snapshot.ts'
import { serverNow } from '#src/lib/server-clock.ts'
import { loadModule } from '#src/ui/lazy/load-module.ts'
import type { FleetRow } from './fleet-row.ts'

/** Each takes a request a minute and a moment of the browser's time; a larger fleet has estimates for the first ones. */
const MAX_ESTIMATED = 12

/**
 * When the rollouts are about done, in ms, by group id; null for never. Only Platte's own server reports what an
 * estimate needs. The simulation loads after the page.
 */
export function useRolloutEnds(
  rows: readonly FleetRow[],
  source: FleetStatsSource,
): ReadonlyMap<string, number | null> {
  const isDemo = useQuery(platteStatusQuery()).data?.demo ?? false
  const rolling = useMemo(
    () => (source === 'counted' ? rows.filter(canBeEstimated).slice(0, MAX_ESTIMATED) : []),
    [rows, source],
  )
  const ids = rolling.map(({ group }) => group.id).join(' ')
  const combine = useCallback(
    (results: UseQueryResult<RolloutEnd | null>[]): ReadonlyMap<string, number | null> => {
      const ends = ids.split(' ').map((id, index) => ({ id, end: results[index]?.data ?? null }))
      return new Map(ends.flatMap(({ id, end }) => (end === null ? [] : [[id, end.doneAt]])))
    },
    [ids],
  )
  return useQueries({ queries: rolling.map((row) => rolloutEndQuery(row, isDemo)), combine })
}

const canBeEstimated = ({ state, share, lastDay, silent }: FleetRow): boolean =>
  isRollingOut(state) &&
  share !== null &&
  share !== undefined &&
  lastDay !== undefined &&
  silent !== undefined

/** Estimated anew each minute, and at once for another target or policy. */
const rolloutEndQuery = (row: FleetRow, isDemo: boolean) => {
  const ref = refOfGroup(row.group)
  return queryOptions({
    queryKey: [...groupKey(ref), 'rollout-end', row.group],
    queryFn: ({ signal }) => estimateEnd(row, isDemo, signal),
    refetchInterval: POLL_IDLE_MS,
  })
}

interface RolloutEnd {
  /** In ms; null for never. */
  doneAt: number | null
}

async function estimateEnd(row: FleetRow, isDemo: boolean, signal: AbortSignal): Promise<RolloutEnd | null> {
  const { group, share, lastDay, silent } = row
  const [rollout, { estimateRolloutEnd }] = await Promise.all([
    enqueueGroupRequest({ id: `rollout-end ${group.id}`, groupId: group.id, signal }, () =>
      readRollout(refOfGroup(group), {}, signal),
    ),
    loadModule(() => import('#src/domain/forecast/estimate-rollout-end.ts')),
  ])
  if (!rollout || !share || !lastDay || silent === undefined) return null
  const input = { group, share, lastDay, silent, rollout, timeline: undefined, isDemo }
  const doneAt = await estimateRolloutEnd(takeRolloutSnapshot(input), serverNow(), nextTask)
  return doneAt === undefined ? null : { doneAt }
}

/** Lets the page paint and answer its user in between. */
const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve))
