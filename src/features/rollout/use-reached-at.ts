import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { type GroupRef } from '#src/api/groups.ts'
import { versionTimelineQuery } from '#src/api/timelines.ts'
import { type Forecast, FORECAST_SHARES, type ForecastShare, goalOf } from '#src/domain/forecast/forecast.ts'
import { burnUp, burnUpWindow, reachedAt } from '#src/domain/rollout/burn-up.ts'

interface Rollout {
  target: string
  /** Null where it is not known; undefined while it loads. */
  startedTs: string | null | undefined
  /** Nodes seen in the last 24 hours; undefined while they load. */
  nodes: number | undefined
  /** Null while it is computed. */
  forecast: Forecast | null
}

const hasReachedShare = (forecast: Forecast | null) =>
  forecast?.kind === 'range' && forecast.at.length < FORECAST_SHARES.length

/**
 * When a share of a rollout's nodes was reached, in ms, from the timeline that the chart below reads too; null until then,
 * and where the timeline doesn't show it. Before a share is reached, only the chart reads the timeline.
 * @param now in ms
 */
export function useReachedAt(ref: GroupRef, { target, startedTs, nodes, forecast }: Rollout, now: number) {
  const { data } = useQuery({
    ...versionTimelineQuery(ref, burnUpWindow(startedTs ?? null, now)),
    enabled: startedTs !== undefined && hasReachedShare(forecast),
  })
  return useCallback(
    (share: ForecastShare): number | null =>
      data === undefined || nodes === undefined
        ? null
        : reachedAt(burnUp(data, target), goalOf(share, nodes)),
    [data, target, nodes],
  )
}
