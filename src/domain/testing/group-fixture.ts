import type { GroupStats } from '#contract/fleet-summary.ts'
import { type GroupSettings, settingsOfGroup } from '#contract/group-settings.ts'
import type { InstanceStats, VersionBreakdown } from '#contract/group-statistics.ts'
import type { Group } from '#contract/group.ts'
import { channelAt, release } from './catalogue-fixture.ts'
import { created_ts, id } from './fixture-ids.ts'

/** A group that follows the channel "stable", with updates on. */
export const group = (n: number, over: Partial<Group> & { target?: string | null } = {}): Group => {
  const { target = '2.0.0', ...fields } = over
  return {
    id: id(n),
    application_id: id(0),
    name: `Group ${n}`,
    description: '',
    rollout_in_progress: false,
    policy_updates_enabled: true,
    policy_safe_mode: false,
    policy_office_hours: false,
    policy_timezone: null,
    policy_period_interval: '15 minutes',
    policy_max_updates_per_period: 20,
    policy_update_timeout: '60 minutes',
    created_ts,
    track: 'stable',
    channel_id: id(100),
    channel: channelAt(100, 'stable', target === null ? null : release(200, target)),
    ...fields,
  }
}

/** The settings of such a group. */
export const groupSettings = (over: Partial<GroupSettings> = {}): GroupSettings => ({
  ...settingsOfGroup(group(1)),
  ...over,
})

/** Nodes by status; the total is their sum by default. */
export function stats(counts: Partial<InstanceStats> = {}): InstanceStats {
  const { total, ...byStatus } = counts
  const sum = Object.values(byStatus).reduce((all, nodes) => all + nodes, 0)
  return { ...NO_NODES, ...byStatus, total: total ?? sum }
}

const NO_NODES: InstanceStats = {
  total: 0,
  undefined: 0,
  update_granted: 0,
  error: 0,
  complete: 0,
  installed: 0,
  downloaded: 0,
  downloading: 0,
  onhold: 0,
}

/** Nodes by version, in this order. */
export const breakdown = (counts: Record<string, number>): VersionBreakdown =>
  Object.entries(counts).map(([version, instances]) => ({ version, instances, percentage: 0 }))

/** Statistics of the group; those of its nodes are not read yet by default. */
export const groupStats = (n: number, over: Partial<GroupStats> = {}): GroupStats => ({
  application_id: id(0),
  group_id: id(n),
  instances_stats: null,
  version_breakdown: null,
  paused_ts: null,
  last_completion_ts: null,
  rollout_started_ts: null,
  read_ts: created_ts,
  error: null,
  ...over,
})
