import type { InstanceStats, VersionBreakdown } from '#contract/group-statistics.ts'
import type { Group } from '#contract/group.ts'

export const created_ts = '2026-01-01T00:00:00Z'
export const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

/** A group that follows the channel "stable", with updates on. */
export const group = (n: number, over: Partial<Group> & { target?: string | null } = {}): Group => {
  const { target = '2.0.0', ...fields } = over
  const common = { application_id: id(0), created_ts, arch: 1 } as const
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
    channel: {
      ...common,
      id: id(100),
      name: 'stable',
      color: '#14b9d6',
      package_id: target === null ? null : id(200),
      package: target === null ? null : { ...common, ...packageFields, id: id(200), version: target },
    },
    ...fields,
  }
}

const packageFields = {
  type: 4,
  url: 'https://updates.example.test/',
  filename: null,
  description: null,
  size: null,
  hash: null,
  channels_blacklist: null,
  flatcar_action: null,
  extra_files: null,
  floor_reason: null,
}

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
