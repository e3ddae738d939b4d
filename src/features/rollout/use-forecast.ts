import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Group } from '#contract/group.ts'
import { type GroupRef } from '#src/api/groups.ts'
import { statusTimelineQuery } from '#src/api/timelines.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import type { Forecast } from '#src/domain/forecast/forecast.ts'
import { type BandPoint, forecastBand } from '#src/domain/forecast/forecast-band.ts'
import { forecastRollout } from '#src/domain/forecast/forecast-rollout.ts'
import type { RolloutSnapshot } from '#src/domain/rollout/rollout-snapshot.ts'
import { takeRolloutSnapshot } from '#src/domain/rollout/take-rollout-snapshot.ts'
import type { RolloutData } from './use-rollout-data.ts'

const NO_BAND: never[] = []

export interface RolloutForecast {
  /** Undefined until its data has loaded. */
  result: { facts: RolloutSnapshot; forecast: Forecast } | undefined
  /** The same array until the forecast changes. */
  band: readonly BandPoint[]
}

/**
 * The forecast for the rollout and its band in the burn-up chart. It is recalculated every minute, and when its input
 * changes.
 * @param mayEstimate whether to read the slow timeline where the server does not report the rollout
 */
export function useForecast(
  ref: GroupRef,
  group: Group,
  data: RolloutData,
  mayEstimate: boolean,
): RolloutForecast {
  const { now } = data
  const facts = useRolloutSnapshot(ref, group, data, mayEstimate)
  // The objects change with every poll, so the forecast, which is slow, depends on their content.
  const key = facts && JSON.stringify({ ...facts, policy: group })
  const result = useMemo(
    () => facts && { facts, forecast: forecastRollout(facts, now) },
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `key` stands for the content of `facts`
    [key, now],
  )
  const band = useMemo(
    () => (result?.forecast.kind === 'range' ? forecastBand(result.forecast.at, result.facts, now) : NO_BAND),
    [result, now],
  )
  return { result, band }
}

export type ForecastResult = RolloutForecast['result']

/** Undefined until all of its data has loaded. */
function useRolloutSnapshot(ref: GroupRef, group: Group, data: RolloutData, mayEstimate: boolean) {
  const { share, silent, target } = data
  const [rollout, lastDay] = [data.rollout.data, data.lastDay.data]
  const isReported = rollout !== null
  // Stands in for the rollout's hours; the pace panel reads the same timeline.
  const timeline = useQuery({ ...statusTimelineQuery(ref, '1d'), enabled: !isReported && mayEstimate }).data
  const status = useQuery(platteStatusQuery())
  const isDemo = status.data?.demo ?? false
  const isLoaded = !status.isPending && (isReported ? rollout !== undefined : timeline !== undefined)
  return useMemo(
    () =>
      isLoaded && share && lastDay && silent !== undefined && target !== null
        ? takeRolloutSnapshot({ group, share, lastDay, silent, rollout: rollout ?? null, timeline, isDemo })
        : undefined,
    [isLoaded, group, share, lastDay, silent, target, rollout, timeline, isDemo],
  )
}
