import { targetVersion } from '#contract/group.ts'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Channel } from '#contract/channel.ts'
import { changedFields, type GroupSettings } from '#contract/group-settings.ts'
import type { Rollout } from '#contract/rollout.ts'
import {
  type GroupRef,
  instanceStatsQuery,
  statusTimelineQuery,
  versionBreakdownQuery,
} from '#src/api/groups.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { type RolloutPreviewInput, rolloutPreviewQuery } from '#src/api/rollout.ts'
import { type PolicyImpact, policyImpact } from '#src/domain/impact/policy-impact.ts'
import { type PolicyWarning, policyWarnings } from '#src/domain/impact/policy-warnings.ts'
import { silentNodes } from '#src/domain/rollout/rollout-progress.ts'
import { targetShare } from '#src/domain/rollout/target-share.ts'
import { takeRolloutSnapshot } from '#src/domain/rollout/take-rollout-snapshot.ts'
import { useMinute } from '#src/ui/use-now.ts'

export interface ImpactOfEdits {
  before: PolicyImpact
  after: PolicyImpact
  warnings: PolicyWarning[]
  /** The version that nodes would get, null for none. */
  target: string | null
  /** Nodes apart from all numbers: not seen in the last day. */
  silent: number
  /** Of this browser's clock, in ms, to the minute: from when on the forecast is. */
  now: number
  /** Of this browser's clock, in ms: when the numbers were read. */
  readAt: number
  /** No server told the counts: the numbers are estimates. */
  isEstimate: boolean
}

export interface EditsToWeigh {
  /** As the server has it now. */
  inForce: GroupSettings
  opened: GroupSettings
  mine: GroupSettings
  channels: readonly Channel[]
  /** Some field can't be saved as it is: nothing can be told of the edits. */
  isInvalid: boolean
}

const NOBODY = { nodes: 0, atTarget: 0 }

/** While it is typed, nothing is asked or computed. */
const SETTLED_MS = 300

/** What the edited policy would do, beside what the present one does; undefined until it is known. */
export function usePolicyImpact(ref: GroupRef, edits: EditsToWeigh) {
  const { inForce, opened, channels } = edits
  const [mine] = useDebouncedValue(edits.isInvalid ? edits.opened : edits.mine, SETTLED_MS)
  const breakdown = useQuery(versionBreakdownQuery(ref))
  const lastDay = useQuery(instanceStatsQuery(ref, '1d'))
  const last30Days = useQuery(instanceStatsQuery(ref, '30d'))
  const before = useQuery(rolloutPreviewQuery(ref, asIfOf(opened, inForce)))
  const after = useQuery(rolloutPreviewQuery(ref, asIfOf(mine, inForce)))
  const timeline = useQuery({ ...statusTimelineQuery(ref, '1d'), enabled: before.data === null })
  const status = useQuery(platteStatusQuery())
  const brake = status.data?.safe_mode_brakes?.find(({ group_id }) => group_id === ref.groupId)
  const isDemo = status.data?.demo ?? false
  const channelOf = ({ channel_id }: GroupSettings) => channels.find(({ id }) => id === channel_id)
  const [channelBefore, channel] = [channelOf(opened), channelOf(mine)]
  const now = useMinute()
  const readAt = Math.max(breakdown.dataUpdatedAt, lastDay.dataUpdatedAt)
  const impact = useMemo((): ImpactOfEdits | undefined => {
    if (!breakdown.data || !lastDay.data || before.data === undefined || after.data === undefined)
      return undefined
    if (status.isPending || (before.data === null && timeline.isPending)) return undefined
    const silent = last30Days.data ? silentNodes(lastDay.data, last30Days.data) : 0
    const [seen, stats] = [breakdown.data, lastDay.data]
    const factsOf = (settings: GroupSettings, channel: Channel | undefined, rollout: Rollout | null) =>
      takeRolloutSnapshot({
        group: { ...settings, channel },
        share: targetShare(seen, targetVersion({ channel })) ?? NOBODY,
        lastDay: stats,
        silent,
        rollout,
        timeline: timeline.data,
        isDemo,
      })
    const was = factsOf(opened, channelBefore, before.data)
    const is = factsOf(mine, channel, after.data)
    const impactAfter = policyImpact(is, now)
    const tripped = brake
      ? { trippedAt: Date.parse(brake.tripped_ts), timedOut: brake.updates_timed_out, limit: brake.limit }
      : null
    return {
      before: policyImpact(was, now),
      after: impactAfter,
      warnings: policyWarnings(
        { before: { policy: opened, target: was.target }, after: is, brake: tripped },
        now,
        impactAfter,
      ),
      target: is.target,
      silent,
      now,
      readAt,
      isEstimate: after.data === null,
    }
  }, [
    breakdown.data,
    lastDay.data,
    last30Days.data,
    before.data,
    after.data,
    opened,
    mine,
    channelBefore,
    channel,
    brake,
    isDemo,
    status.isPending,
    timeline.data,
    timeline.isPending,
    now,
    readAt,
  ])
  const failed = [breakdown, lastDay, before, after].find(({ error }) => error !== null)
  return {
    impact,
    error: failed?.error ?? null,
    isOld: !edits.isInvalid && changedFields(mine, edits.mine).length > 0,
  }
}

/** Null for what doesn't differ from the present as far as the server's counts depend on it. */
function asIfOf(settings: GroupSettings, inForce: GroupSettings): RolloutPreviewInput | null {
  const { channel_id, policy_period_interval, policy_update_timeout } = settings
  const isAsItIs =
    channel_id === inForce.channel_id &&
    policy_period_interval === inForce.policy_period_interval &&
    policy_update_timeout === inForce.policy_update_timeout
  return isAsItIs ? null : { channel_id, policy_period_interval, policy_update_timeout }
}
