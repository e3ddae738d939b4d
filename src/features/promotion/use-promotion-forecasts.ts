import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Channel } from '#contract/channel.ts'
import type { Package } from '#contract/package.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import type { GroupWithStats } from '#src/domain/promotion/promotion-gate.ts'
import {
  groupsRollingOut,
  MOST_GROUPS_NAMED,
  type PromotionForecast,
  promotionForecast,
} from '#src/domain/promotion/rollout-under-way.ts'

/**
 * For each group in the middle of a rollout, by its id: its forecast with the channel's package and with the new one.
 * @param now in ms
 */
export function usePromotionForecasts(
  { package: current }: Channel,
  release: Package | null,
  groups: readonly GroupWithStats[],
  now: number,
): ReadonlyMap<string, PromotionForecast> {
  const { data: status } = useQuery(platteStatusQuery())
  const isDemo = status?.demo ?? false
  const rolling =
    current && release ? groupsRollingOut(groups, current.version).slice(0, MOST_GROUPS_NAMED) : []
  // The objects change with every poll, so the forecasts, which are slow, depend on their content.
  const key = JSON.stringify({ rolling, release, isDemo })
  return useMemo(
    () =>
      new Map(
        rolling.flatMap((one) => {
          const forecast = release && promotionForecast(one, release, { isDemo, now })
          return forecast ? [[one.group.id, forecast] as const] : []
        }),
      ),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `key` stands for the content of the others
    [key, now],
  )
}
