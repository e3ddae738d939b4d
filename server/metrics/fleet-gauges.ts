import { Gauge, type Registry } from 'prom-client'
import type { GroupStats } from '#contract/fleet-summary.ts'
import { SECOND_MS } from '#contract/time-units.ts'
import { runAsRead } from '#server/concurrency/run-as-read.ts'
import type { Context } from '#server/context.ts'
import { readFleetSummary } from '#server/fleet/read-fleet-summary.ts'
import { type GroupName, readGroupNames } from './fleet-metrics-queries.ts'

/** As long as Prometheus waits by default. */
const MAX_READ_MS = 10 * SECOND_MS
const GROUP_LABELS = ['application', 'group', 'group_id'] as const

/**
 * Adds what each group is doing, counted as on its page. A group that is gone leaves no series behind. Versions are no
 * labels, because nodes choose them: only those on the target version are counted.
 * @returns reads the counts into the gauges; without a database that answers, it sets `platte_fleet_readable` to 0
 */
export function addFleetGauges(registry: Registry, { db, clock }: Context): () => Promise<void> {
  const gauge = <Label extends string>(name: string, help: string, labels: readonly Label[]) =>
    new Gauge({ name, help, labelNames: labels, registers: [registry] })
  const readable = gauge('platte_fleet_readable', 'Whether the counts below could be read: 1 or 0.', [])
  const nodes = gauge('platte_group_nodes', 'Nodes seen in the last 24 hours by status.', [
    ...GROUP_LABELS,
    'status',
  ])
  const onTarget = gauge(
    'platte_group_nodes_on_target',
    'Nodes seen in the last 24 hours that run the channel’s version.',
    GROUP_LABELS,
  )
  const paused = gauge('platte_group_paused', 'Whether an operator paused the group: 1 or 0.', GROUP_LABELS)
  const stopped = gauge(
    'platte_group_stopped_by_safe_mode',
    'Whether safe mode stopped the group: 1 or 0.',
    GROUP_LABELS,
  )
  const started = gauge(
    'platte_group_rollout_started_timestamp_seconds',
    'When the rollout of the channel’s version granted its first update.',
    GROUP_LABELS,
  )
  const completed = gauge(
    'platte_group_last_completion_timestamp_seconds',
    'When a node last completed an update, within 30 days.',
    GROUP_LABELS,
  )
  const groupGauges = [nodes, onTarget, paused, stopped, started, completed]

  function setGroup(stats: GroupStats, { application, group, target, ...state }: GroupName): void {
    const labels = { application, group, group_id: stats.group_id }
    const { total: _, undefined: no_report, ...statuses } = stats.instances_stats?.['1d'] ?? {}
    for (const [status, count] of Object.entries({ no_report, ...statuses }))
      nodes.set({ ...labels, status }, count ?? 0)
    const running = stats.version_breakdown?.find(({ version }) => version === target)
    onTarget.set(labels, running?.instances ?? 0)
    paused.set(labels, Number(state.is_paused))
    stopped.set(labels, Number(state.is_stopped_by_safe_mode))
    if (stats.rollout_started_ts !== null) started.set(labels, toSeconds(stats.rollout_started_ts))
    if (stats.last_completion_ts !== null) completed.set(labels, toSeconds(stats.last_completion_ts))
  }

  return async () => {
    try {
      // Like the reads of a dashboard, it must not hold up check-ins.
      const [{ groups }, names] = await runAsRead(AbortSignal.timeout(MAX_READ_MS), () =>
        Promise.all([readFleetSummary(db, clock.now()), readGroupNames(db)]),
      )
      for (const each of groupGauges) each.reset()
      readable.set(1)
      for (const stats of groups) {
        const name = names.get(stats.group_id)
        if (name) setGroup(stats, name)
      }
    } catch {
      for (const each of groupGauges) each.reset()
      readable.set(0)
    }
  }
}

const toSeconds = (timestamp: string) => Date.parse(timestamp) / 1000
