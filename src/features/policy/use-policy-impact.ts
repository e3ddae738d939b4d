import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Channel } from '#contract/channel.ts'
import { changedFields, type GroupSettings } from '#contract/group-settings.ts'
import { type GroupRef, instanceStatsQuery, versionBreakdownQuery } from '#src/api/groups.ts'
import { statusTimelineQuery } from '#src/api/timelines.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { type RolloutPreviewInput, rolloutPreviewQuery } from '#src/api/rollout.ts'
import { toServerTime } from '#src/lib/server-clock.ts'
import { TYPING_PAUSE_MS } from '#src/ui/typing-pause.ts'
import { useMinute } from '#src/ui/use-now.ts'
import { editsImpact } from './edits-impact.ts'

export interface PolicyEdits {
  /** As the server has it now. */
  current: GroupSettings
  opened: GroupSettings
  mine: GroupSettings
  channels: readonly Channel[]
  /** Some field is invalid, so the edits have no effect to show. */
  isInvalid: boolean
}

/** The effect of the policy before and after the edits; `impact` is undefined while it is loading. */
export function usePolicyImpact(ref: GroupRef, edits: PolicyEdits) {
  const [mine] = useDebouncedValue(edits.isInvalid ? edits.opened : edits.mine, TYPING_PAUSE_MS)
  const reads = useImpactReads(ref, edits, mine)
  const { breakdown, lastDay, last30Days, before, after, timeline, status } = reads
  const { opened, channels } = edits
  const now = useMinute()
  const isLoading = status.isPending || (before.data === null && timeline.isPending)
  const brake = status.data?.safe_mode_brakes?.find(({ group_id }) => group_id === ref.groupId)
  const isDemo = status.data?.demo ?? false
  const channelOf = ({ channel_id }: GroupSettings) => channels.find(({ id }) => id === channel_id)
  const [channelBefore, channelAfter] = [channelOf(opened), channelOf(mine)]
  const impact = useMemo(() => {
    if (!breakdown.data || !lastDay.data || before.data === undefined || after.data === undefined)
      return undefined
    if (isLoading) return undefined
    return editsImpact({
      before: { settings: opened, channel: channelBefore, rollout: before.data },
      after: { settings: mine, channel: channelAfter, rollout: after.data },
      breakdown: breakdown.data,
      lastDay: lastDay.data,
      last30Days: last30Days.data,
      timeline: timeline.data,
      brake,
      isDemo,
      now,
    })
  }, [
    breakdown.data,
    lastDay.data,
    last30Days.data,
    before.data,
    after.data,
    timeline.data,
    isLoading,
    opened,
    mine,
    channelBefore,
    channelAfter,
    brake,
    isDemo,
    now,
  ])
  return {
    impact,
    /** When the stats were received, in ms of the server's clock. */
    readAt: toServerTime(Math.max(breakdown.dataUpdatedAt, lastDay.dataUpdatedAt)),
    error: [breakdown, lastDay, before, after].find(({ error }) => error !== null)?.error ?? null,
    /** The impact is of earlier edits. */
    isStale: !edits.isInvalid && changedFields(mine, edits.mine).length > 0,
  }
}

function useImpactReads(ref: GroupRef, { opened, current }: PolicyEdits, mine: GroupSettings) {
  const before = useQuery(rolloutPreviewQuery(ref, previewInput(opened, current)))
  return {
    breakdown: useQuery(versionBreakdownQuery(ref)),
    lastDay: useQuery(instanceStatsQuery(ref, '1d')),
    last30Days: useQuery(instanceStatsQuery(ref, '30d')),
    before,
    after: useQuery(rolloutPreviewQuery(ref, previewInput(mine, current))),
    timeline: useQuery({ ...statusTimelineQuery(ref, '1d'), enabled: before.data === null }),
    status: useQuery(platteStatusQuery()),
  }
}

/** The settings that the server's counts depend on; null where they are the current ones. */
function previewInput(settings: GroupSettings, current: GroupSettings): RolloutPreviewInput | null {
  const { channel_id, policy_period_interval, policy_update_timeout } = settings
  const isCurrent =
    channel_id === current.channel_id &&
    policy_period_interval === current.policy_period_interval &&
    policy_update_timeout === current.policy_update_timeout
  return isCurrent ? null : { channel_id, policy_period_interval, policy_update_timeout }
}
