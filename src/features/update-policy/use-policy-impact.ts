import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Channel } from '#contract/channel.ts'
import { changedFields, type GroupSettings } from '#contract/group-settings.ts'
import { type GroupRef, instanceStatsQuery, versionBreakdownQuery } from '#src/api/groups.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { type RolloutAsIf, rolloutAsIfQuery } from '#src/api/rollout-as-if.ts'
import { gatherRolloutFacts } from '#src/domain/gather-rollout-facts.ts'
import { type PolicyImpact, policyImpact } from '#src/domain/policy-impact.ts'
import { type PolicyWarning, policyWarnings } from '#src/domain/policy-warnings.ts'
import { silentNodes } from '#src/domain/rollout-progress.ts'

export interface ImpactOfEdits {
  before: PolicyImpact
  after: PolicyImpact
  warnings: PolicyWarning[]
  /** The version that nodes would get, null for none. */
  target: string | null
  /** Nodes apart from all numbers: not seen in the last day. */
  silent: number
  /** Of this browser's clock, in ms: when the numbers were read. */
  readAt: number
  /** No server told the counts: the numbers are estimates. */
  isEstimate: boolean
}

export interface EditsToWeigh {
  opened: GroupSettings
  mine: GroupSettings
  channels: readonly Channel[]
  /** Some field can't be saved as it is: nothing can be told of the edits. */
  isInvalid: boolean
}

/** While it is typed, nothing is asked or computed. */
const SETTLED_MS = 300

/** What the edited policy would do, beside what the present one does; undefined until it is known. */
export function usePolicyImpact(ref: GroupRef, edits: EditsToWeigh) {
  const { opened, channels } = edits
  const [mine] = useDebouncedValue(edits.isInvalid ? edits.opened : edits.mine, SETTLED_MS)
  const breakdown = useQuery(versionBreakdownQuery(ref))
  const lastDay = useQuery(instanceStatsQuery(ref, '1d'))
  const last30Days = useQuery(instanceStatsQuery(ref, '30d'))
  const before = useQuery(rolloutAsIfQuery(ref, asIfOf(opened)))
  const after = useQuery(rolloutAsIfQuery(ref, asIfOf(mine)))
  const status = useQuery(platteStatusQuery())
  const brake = status.data?.safe_mode_brakes?.find(({ group_id }) => group_id === ref.groupId)
  const isDemo = status.data?.demo ?? false
  const targetOf = ({ channel_id }: GroupSettings) =>
    channels.find(({ id }) => id === channel_id)?.package?.version ?? null
  const [targetBefore, target] = [targetOf(opened), targetOf(mine)]
  const readAt = Math.max(breakdown.dataUpdatedAt, lastDay.dataUpdatedAt)
  const impact = useMemo((): ImpactOfEdits | undefined => {
    if (!breakdown.data || !lastDay.data || before.data === undefined || after.data === undefined)
      return undefined
    const silent = last30Days.data ? silentNodes(lastDay.data, last30Days.data) : 0
    const told = { breakdown: breakdown.data, lastDay: lastDay.data, silent, isDemo }
    const [was, is] = [
      gatherRolloutFacts({ ...told, policy: opened, target: targetBefore, rollout: before.data }),
      gatherRolloutFacts({ ...told, policy: mine, target, rollout: after.data }),
    ]
    const impactAfter = policyImpact(is, readAt)
    const tripped = brake
      ? { trippedAt: Date.parse(brake.tripped_ts), timedOut: brake.updates_timed_out, limit: brake.limit }
      : null
    return {
      before: policyImpact(was, readAt),
      after: impactAfter,
      warnings: policyWarnings(
        { before: { policy: opened, target: targetBefore }, after: is, brake: tripped },
        readAt,
        impactAfter,
      ),
      target,
      silent,
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
    targetBefore,
    target,
    brake,
    isDemo,
    readAt,
  ])
  const failed = [breakdown, lastDay, before, after].find(({ error }) => error !== null)
  return {
    impact,
    error: failed?.error ?? null,
    isOld: !edits.isInvalid && changedFields(mine, edits.mine).length > 0,
  }
}

const asIfOf = ({
  channel_id,
  policy_period_interval,
  policy_update_timeout,
}: GroupSettings): RolloutAsIf => ({
  channel_id,
  policy_period_interval,
  policy_update_timeout,
})
