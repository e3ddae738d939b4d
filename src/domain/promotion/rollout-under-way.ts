import type { Package } from '#contract/package.ts'
import type { Rollout } from '#contract/rollout.ts'
import { nodesInProgress } from '#contract/update-rules/waiting-nodes.ts'
import { forecastRollout } from '#src/domain/forecast/forecast-rollout.ts'
import { formatForecastShare } from '#src/domain/forecast/describe-forecast.ts'
import type { Forecast } from '#src/domain/forecast/forecast.ts'
import { silentNodes } from '#src/domain/rollout/rollout-progress.ts'
import type { RolloutSnapshot } from '#src/domain/rollout/rollout-snapshot.ts'
import { takeRolloutSnapshot } from '#src/domain/rollout/take-rollout-snapshot.ts'
import { targetShare } from '#src/domain/rollout/target-share.ts'
import { formatNumber, formatShare, plural } from '#src/lib/format-number.ts'
import {
  type GroupWithStats,
  nodeSums,
  type PromotionGate,
  type PromotionInput,
  MIN_UPDATED_SHARE,
} from './promotion-gate.ts'
import { isolateText } from '#src/lib/isolate-text.ts'

/** When a group's rollout is done if the channel keeps its package, and if it gets the new one. */
export interface PromotionForecast {
  current: Forecast
  next: Forecast
}

/** A group's rollout now, and as it would be with the new package. */
interface PromotionSnapshots {
  current: RolloutSnapshot
  next: RolloutSnapshot
}

/**
 * The groups in which some nodes have the channel's version and others are still to get it. One that is nearly done is
 * left out, as is one with updates off, where nothing moves.
 */
export const groupsRollingOut = (groups: readonly GroupWithStats[], version: string): GroupWithStats[] =>
  groups.filter(({ group, numbers }) => {
    if (!group.policy_updates_enabled) return false
    const { nodes, atOrAbove } = nodeSums([{ group, numbers }], version)
    const underWay = numbers?.instances_stats?.['1d']
    const hasBegun = atOrAbove > 0 || (underWay !== undefined && nodesInProgress(underWay) > 0)
    return hasBegun && nodes > 0 && atOrAbove / nodes < MIN_UPDATED_SHARE
  })

/**
 * What both forecasts of a group start from, the first of them as on the page of its rollout; null while its numbers
 * are unknown.
 * @param rollout that of the channel's package; null where the server does not report it
 */
export function promotionSnapshots(
  { group, numbers }: GroupWithStats,
  release: Package,
  { rollout, isDemo }: { rollout: Rollout | null; isDemo: boolean },
): PromotionSnapshots | null {
  const { version_breakdown: breakdown, instances_stats: stats } = numbers ?? {}
  const { channel } = group
  if (!breakdown || !stats || !channel) return null
  const snapshotFor = (pack: Package | null): RolloutSnapshot | null => {
    const share = targetShare(breakdown, pack?.version ?? null)
    if (!share) return null
    return takeRolloutSnapshot({
      group: { ...group, channel: { ...channel, package: pack } },
      share,
      lastDay: stats['1d'],
      silent: silentNodes(stats['1d'], stats['30d']),
      rollout,
      timeline: undefined,
      isDemo,
    })
  }
  const [current, next] = [snapshotFor(channel.package), snapshotFor(release)]
  return current && next && { current, next }
}

/** @param now in ms */
export const promotionForecast = ({ current, next }: PromotionSnapshots, now: number): PromotionForecast => ({
  current: forecastRollout(current, now),
  next: forecastRollout(next, now),
})

/** Whether the channel's own package is still rolling out: the new one would end that in the middle. */
export function rollingOutGate(input: PromotionInput): PromotionGate {
  const { target, targetGroups, release, forecasts, now } = input
  const current = target.package?.version ?? null
  const gate = {
    kind: 'not-rolling-out',
    name: `No rollout is under way in ${isolateText(target.name)}`,
    needs: `At least ${formatShare(MIN_UPDATED_SHARE, 1)} of a group’s nodes should run the channel’s version before it gets another: nodes that have just updated would update and reboot again.`,
  } as const
  if (current === null || target.package_id === release.id)
    return { ...gate, status: 'passed', words: 'The channel’s current package is not replaced.' }
  const { unread } = nodeSums(targetGroups, current)
  const rolling = groupsRollingOut(targetGroups, current)
  if (rolling.length === 0) {
    return unread > 0
      ? { ...gate, status: 'unknown', words: `The numbers of ${plural(unread, 'group')} are unknown.` }
      : { ...gate, status: 'passed', words: `No group is in the middle of its rollout of ${current}.` }
  }
  const words = rolling.slice(0, MAX_GROUPS_NAMED).map((one) => {
    const { nodes, atOrAbove } = nodeSums([one], current)
    const done = `${isolateText(one.group.name)} is in the middle of its rollout of ${current}: ${formatNumber(atOrAbove)} of ${plural(nodes, 'node')} run it (${formatShare(atOrAbove, nodes)}).`
    const forecast = forecasts?.get(one.group.id)
    return forecast ? `${done} ${bothForecasts(forecast, current, release.version, now)}` : done
  })
  const rest = rolling.length - MAX_GROUPS_NAMED
  return {
    ...gate,
    status: 'failed',
    words: [...words, ...(rest > 0 ? [`So are ${plural(rest, 'more group', 'more groups')}.`] : [])].join(
      ' ',
    ),
  }
}

/** More would not be read. */
export const MAX_GROUPS_NAMED = 3

const bothForecasts = ({ current, next }: PromotionForecast, from: string, to: string, now: number): string =>
  `Forecast for 90% of its nodes: ${from} ${formatForecastShare(current, 0.9, now)}; ${to} instead ${formatForecastShare(next, 0.9, now)}.`
