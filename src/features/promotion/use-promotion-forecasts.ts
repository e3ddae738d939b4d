import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Channel } from '#contract/channel.ts'
import type { Package } from '#contract/package.ts'
import { refOfGroup } from '#src/api/groups.ts'
import { hasFailedRead } from '#src/api/has-failed-read.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { rolloutQuery } from '#src/api/rollout.ts'
import type { GroupWithStats } from '#src/domain/promotion/promotion-gate.ts'
import {
  groupsRollingOut,
  MAX_GROUPS_NAMED,
  type PromotionForecast,
  promotionForecast,
  promotionSnapshots,
} from '#src/domain/promotion/rollout-under-way.ts'

/**
 * For each group in the middle of a rollout, by its id: its forecast with the channel's package and with the new one.
 * A group is missing while its rollout loads.
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
    current && release ? groupsRollingOut(groups, current.version).slice(0, MAX_GROUPS_NAMED) : []
  const rollouts = useQueries({ queries: rolling.map(({ group }) => rolloutQuery(refOfGroup(group))) })
  const snapshots = rolling.flatMap((one, index) => {
    const read = rollouts[index]
    const rollout = read && hasFailedRead(read) ? null : read?.data
    if (!release || rollout === undefined) return []
    const both = promotionSnapshots(one, release, { rollout, isDemo })
    return both ? [{ groupId: one.group.id, both }] : []
  })
  // The objects change with every poll, so the forecasts, which are slow, depend on their content.
  const key = JSON.stringify(snapshots)
  return useMemo(
    () => new Map(snapshots.map(({ groupId, both }) => [groupId, promotionForecast(both, now)])),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `key` stands for the content of `snapshots`
    [key, now],
  )
}
