import { DAY_MS, HOUR_MS } from '#contract/time-units.ts'
import type { Selectable } from 'kysely'
import { intervalSeconds } from '#contract/interval.ts'
import type { Rollout } from '#contract/rollout.ts'
import type { InstanceApplicationTable, InstanceStatusHistoryTable } from '#server/database/schema.ts'
import { type CountedRows, isCounted } from './recount.ts'

type Entry = Selectable<InstanceStatusHistoryTable>
type Node = Selectable<InstanceApplicationTable>

interface Recounted {
  group_id: string
  /** Of all groups: a node may have been granted its update in another one. */
  nodes: readonly Node[]
  /** Of all groups: a node may have reached its status in another one. */
  histories: readonly Entry[]
  target: string
  started: Date
  now: Date
  policy: { policy_period_interval: string; policy_update_timeout: string }
}

const STEPS = [
  [2, 7],
  [7, 6],
  [6, 5],
  [5, 4],
  [6, 4],
  [2, 4],
] as const
const SITTING = [2, 7, 6, 5]

/** The response of `/platte/rollout` for a started rollout, by plain loops over all rows of the group. */
export function recountRollout(rows: CountedRows, rollout: Recounted): Partial<Rollout> {
  const { target, started, now } = rollout
  const since = rows.history.filter(({ created_ts }) => created_ts >= started)
  return {
    counts: recountLimits(rollout),
    phases: STEPS.map(([from, to]) => {
      const seconds = stepSeconds(since, target, from, to).toSorted((one, other) => one - other)
      return { from_status: from, to_status: to, median_seconds: median(seconds), nodes: seconds.length }
    }),
    hours: recountHours(rows.history, target, started, now),
    nodes_failed: new Set(since.filter(({ status }) => status === 3).map((entry) => entry.instance_id)).size,
    failures_at_least: false,
    steps: recountSteps(rollout),
  }
}

const isSeen = (now: Date) => (node: Node) => now.getTime() - node.last_check_for_updates.getTime() < DAY_MS

/** The history's grants of a node, oldest first. */
const grantsOf = (node: Node, histories: readonly Entry[]) =>
  histories.filter(
    ({ instance_id, application_id, status }) =>
      instance_id === node.instance_id && application_id === node.application_id && status === 2,
  )

/** Nodes seen in the last 24 hours whose latest grant was the group's; a deleted group's grants are not in the history. */
const nodesGranted = ({ group_id, nodes, histories, now }: Recounted) =>
  nodes.filter(isSeen(now)).filter((node) => {
    const latest = grantsOf(node, histories).at(-1)
    return (
      latest?.group_id === group_id && latest.created_ts.getTime() === node.last_update_granted_ts?.getTime()
    )
  })

/** Limits count the ids in braces too, and grants where they were made. */
function recountLimits(rollout: Recounted): Rollout['counts'] {
  const { group_id, nodes, histories, target, now, policy } = rollout
  const age = (granted: Date | null | undefined) => now.getTime() - (granted?.getTime() ?? 0)
  const period = (intervalSeconds(policy.policy_period_interval) ?? 0) * 1000
  const timeout = (intervalSeconds(policy.policy_update_timeout) ?? 0) * 1000
  const granted = nodesGranted(rollout)
  const underWay = granted.filter((node) => node.update_in_progress)
  const isWithin = (node: Node) => age(node.last_update_granted_ts) <= timeout
  const ended = granted.some((node) => !node.update_in_progress && node.last_update_version === target)
  return {
    granted_in_last_period: nodes
      .filter(isSeen(now))
      .filter((node) =>
        grantsOf(node, histories).some(
          (grant) => grant.group_id === group_id && age(grant.created_ts) < period,
        ),
      ).length,
    in_progress: underWay.filter(isWithin).length,
    timed_out: underWay.filter((node) => !isWithin(node)).length,
    ended_at_target: ended ? 1 : 0,
  }
}

/** How long each node last took from one status to another within an update to the target, in seconds. */
function stepSeconds(entries: readonly Entry[], target: string, from: number, to: number): number[] {
  const nodes = new Set(entries.map(({ instance_id }) => instance_id))
  return [...nodes].flatMap((node) => {
    const own = entries.filter(({ instance_id }) => instance_id === node)
    const reached = own.findLastIndex(({ status, version }) => status === to && version === target)
    const granted = own.slice(0, Math.max(0, reached)).findLastIndex(({ status }) => status === 2)
    if (reached < 0 || granted < 0) return []
    const start = own.slice(granted, reached).findLast(({ status }) => status === from)
    const end = own[reached]
    return start && end ? [(end.created_ts.getTime() - start.created_ts.getTime()) / 1000] : []
  })
}

function median(sorted: readonly number[]): number | null {
  const middle = sorted.slice(Math.floor((sorted.length - 1) / 2), Math.floor(sorted.length / 2) + 1)
  return sorted.length === 0 ? null : middle.reduce((sum, seconds) => sum + seconds, 0) / middle.length
}

const hourOf = (time: Date) => Math.floor(time.getTime() / HOUR_MS) * HOUR_MS

function recountHours(history: readonly Entry[], target: string, started: Date, now: Date): Rollout['hours'] {
  const hours: Rollout['hours'] = []
  for (
    let from = Math.max(hourOf(started), hourOf(now) - 23 * HOUR_MS);
    from <= now.getTime();
    from += HOUR_MS
  ) {
    const own = history.filter((entry) => entry.version === target && hourOf(entry.created_ts) === from)
    const count = (code: number) => own.filter(({ status }) => status === code).length
    hours.push({
      from_ts: new Date(from).toISOString(),
      until_ts: new Date(Math.min(from + HOUR_MS, now.getTime())).toISOString(),
      granted: count(2),
      completed: count(4),
      failed: count(3),
    })
  }
  return hours
}

function recountSteps(rollout: Recounted): Rollout['steps'] {
  const { histories, now, policy } = rollout
  const timeout = (intervalSeconds(policy.policy_update_timeout) ?? 0) * 1000
  return SITTING.flatMap((status) => {
    const nodes = nodesGranted(rollout).filter(
      (node) => node.status === status && node.update_in_progress && isCounted(node.instance_id),
    )
    const times = nodes.map((node) => {
      const own = histories.findLast(
        (entry) =>
          entry.instance_id === node.instance_id &&
          entry.application_id === node.application_id &&
          entry.status === status,
      )
      return (own?.created_ts ?? node.last_update_granted_ts ?? now).getTime()
    })
    if (times.length === 0) return []
    return {
      status,
      nodes: times.length,
      since_ts: new Date(Math.min(...times)).toISOString(),
      over_timeout: times.filter((time) => now.getTime() - time > timeout).length,
      over_timeout_at_least: false,
    }
  })
}
