import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { type GroupRef } from '#src/api/groups.ts'
import { versionTimelineQuery } from '#src/api/timelines.ts'
import { type ForecastShare, goalOf } from '#src/domain/forecast/forecast.ts'
import { burnUp, burnUpWindow, reachedAt } from '#src/domain/rollout/burn-up.ts'

interface Rollout {
  target: string
  /** Null where it is not known. */
  startedTs: string | null
  /** Nodes seen in the last 24 hours; undefined while they load. */
  nodes: number | undefined
}

/**
 * When a share of a rollout's nodes was reached, in ms, from the timeline that the chart below reads; null until then, and
 * where the timeline doesn't show it.
 * @param now in ms
 */
export function useReachedAt(ref: GroupRef, { target, startedTs, nodes }: Rollout, now: number) {
  const { data } = useQuery({ ...versionTimelineQuery(ref, burnUpWindow(startedTs, now)), enabled: false })
  return useCallback(
    (share: ForecastShare): number | null =>
      data === undefined || nodes === undefined
        ? null
        : reachedAt(burnUp(data, target), goalOf(share, nodes)),
    [data, target, nodes],
  )
}
