import type { Group } from '#contract/group.ts'
import type { Instance } from '#contract/instance.ts'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { nextOfficeHours } from '#contract/office-hours.ts'
import { DAY_MS } from '#contract/time-units.ts'
import { decideUpdate } from '#contract/update-rules/decide-update.ts'
import { explainDecision } from '#contract/update-rules/explain-decision.ts'
import { packagesToInstall } from '#contract/update-rules/packages-to-install.ts'
import { compareVersions } from '#contract/version-order.ts'
import type { NodeWhy } from '#contract/why.ts'

interface Floor {
  id: string
  version: string
  floor_reason?: string | null | undefined
  channels_blacklist: readonly string[] | null
}

interface EstimateInput {
  instanceId: string
  /** The node's last report. */
  application: Instance['application']
  /** Undefined where the server has no such group any more. */
  group: Group | undefined
  /** Of the group's channel; empty where the server has none, or they are not loaded. */
  floors: readonly Floor[]
}

/**
 * What keeps a node from its update, from what a Nebraska reports: it neither reports how much of the limits is in use, nor
 * which updates have timed out. So an update in progress counts as one that has not, and the limits are unknown.
 */
export function estimateWhy(input: EstimateInput, now: number): NodeWhy {
  const { instanceId, application, group, floors } = input
  const channel = group && channelOf(group, floors)
  const { version, status, last_update_version } = application
  const node = { version, status, last_update_version, isTimedOut: false }
  const decision =
    group && channel ? decideUpdate({ node, isSyncer: false, channel, policy: group }, new Date(now)) : null
  const { outcome, blockedBy, gates } = explainDecision(decision, group ?? null, null)
  const lastCheck = Date.parse(application.last_check_for_updates)
  const isSilent = now - lastCheck >= DAY_MS
  const opens = group ? nextOfficeHours(group.policy_timezone, now) : null
  const target = channel?.target ?? null
  return {
    now_ts: new Date(now).toISOString(),
    instance_id: instanceId,
    application_id: application.application_id,
    group_id: group?.id ?? null,
    version,
    last_check_ts: application.last_check_for_updates,
    target: target?.version ?? null,
    outcome: outcome === 'unknown' && status === INSTANCE_STATUS.onHold ? 'on-hold' : outcome,
    blocked_by: isSilent ? 'silent' : blockedBy,
    gates: gates.map((report) => ({
      ...report,
      ...(report.gate === 'silent' && isSilent && { state: 'blocked' as const }),
      since_ts: report.gate === 'silent' ? application.last_check_for_updates : null,
      clears_ts:
        report.gate === 'outside-office-hours' && report.gate === blockedBy && opens !== null
          ? new Date(opens).toISOString()
          : null,
    })),
    later_gates: [],
    path:
      channel && target && compareVersions(version, target.version) < 0
        ? packagesToInstall(version, target, channel.floors).map(toStep)
        : [],
    safe_mode_ts: null,
    nodes_before: null,
    turn_ts: null,
  }
}

/** The channel as the rules of updates read it; null for a group without one. */
export function channelOf({ channel }: Group, floors: readonly Floor[]) {
  if (!channel) return null
  const { package: pkg } = channel
  const isFloor = (id: string) => floors.find((floor) => floor.id === id)
  return {
    target: pkg && {
      id: pkg.id,
      version: pkg.version,
      blacklisted: pkg.channels_blacklist?.includes(channel.id) ?? false,
      is_floor: isFloor(pkg.id) !== undefined,
      floor_reason: isFloor(pkg.id)?.floor_reason ?? null,
    },
    floors: floors.map(({ id, version, floor_reason = null, channels_blacklist }) => ({
      id,
      version,
      floor_reason,
      blacklisted: channels_blacklist?.includes(channel.id) ?? false,
      is_floor: true,
    })),
  }
}

const toStep = ({
  version,
  floor_reason,
  is_floor,
  blacklisted,
}: NodeWhy['path'][number] & { id: string }): NodeWhy['path'][number] => ({
  version,
  floor_reason,
  is_floor,
  blacklisted,
})
