import type { Kysely } from 'kysely'
import type { StatusTimeline, VersionBreakdown, VersionTimeline } from '#contract/group-statistics.ts'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { compareVersions } from '#contract/version-order.ts'
import type { Schema } from '#server/database/schema.ts'

/** All rows that the counts of a group count. */
export async function readCountedRows(db: Kysely<Schema>, groupId: string) {
  const members = await db
    .selectFrom('instance_applications')
    .selectAll()
    .where('group_id', '=', groupId)
    .execute()
  const history = await db
    .selectFrom('instance_status_history')
    .selectAll()
    .where('group_id', '=', groupId)
    .orderBy('created_ts')
    .orderBy('id')
    .execute()
  return {
    members: members.filter(({ instance_id }) => isCounted(instance_id)),
    history: history.filter(({ instance_id }) => isCounted(instance_id)),
    uncounted: members.filter(({ instance_id }) => !isCounted(instance_id)),
  }
}
export type CountedRows = Awaited<ReturnType<typeof readCountedRows>>

export const isCounted = (id: string) => !/^\{.{8}-.{4}-.{4}-.{4}-.{12}\}$/u.test(id)

/** The group's `version_breakdown` for nodes seen after `since`: newest version first. */
export function recountVersions({ members, uncounted }: CountedRows, since: Date): VersionBreakdown {
  const seen = members.filter((node) => node.last_check_for_updates > since)
  const total = seen.length + uncounted.filter((node) => node.last_check_for_updates > since).length
  return [...new Set(seen.map(({ version }) => version))]
    .map((version) => {
      const instances = seen.filter((node) => node.version === version).length
      return { version, instances, percentage: (instances * 100) / total }
    })
    .toSorted((one, other) => compareVersions(other.version, one.version))
}

/** Nodes seen after `since` by status; key 0 for those that never reported one. */
export function recountStatuses({ members }: CountedRows, since: Date): Record<number, number> {
  const found: Record<number, number> = {}
  for (const { status, last_check_for_updates } of members)
    if (last_check_for_updates > since) found[status ?? 0] = (found[status ?? 0] ?? 0) + 1
  return found
}

/** The group's `status_timeline` at these times; the interval before the first is as long as the one after it. */
export function recountHistory({ history }: CountedRows, times: readonly Date[]): StatusTimeline {
  const [first = new Date(0), second = first] = times
  const starts = [new Date(2 * first.getTime() - second.getTime()), ...times]
  const inWindow = (at: Date) => at > (starts[0] ?? at) && at <= (times.at(-1) ?? at)
  const statuses = new Set(
    history.filter(({ created_ts }) => inWindow(created_ts)).map(({ status }) => status),
  )
  const point = (from: Date, until: Date) => {
    const found = Object.fromEntries(
      [...statuses].map((status): [string, Record<string, number>] => [String(status), {}]),
    )
    for (const { status, version, created_ts } of history) {
      const of = created_ts > from && created_ts <= until && version !== null ? found[status] : undefined
      if (of && version !== null) of[version] = (of[version] ?? 0) + 1
    }
    return found
  }
  return Object.fromEntries(
    times.map((until, index) => [until.toISOString(), point(starts[index] ?? until, until)]),
  )
}

const SIX_MONTHS = 6

/** The group's `version_timeline` at these times, node by node. */
export function recountSpells({ members, history }: CountedRows, times: readonly Date[]): VersionTimeline {
  const first = times[0] ?? new Date()
  const earliest = new Date(times.at(-1) ?? first)
  earliest.setUTCMonth(earliest.getUTCMonth() - SIX_MONTHS)
  const spells = members
    .filter((node) => node.last_check_for_updates >= first)
    .flatMap((node) => {
      const completed = history.filter(
        (entry) =>
          entry.instance_id === node.instance_id &&
          entry.status === INSTANCE_STATUS.complete &&
          entry.created_ts >= earliest,
      )
      const reported = {
        version: node.version,
        since: node.last_update_granted_ts ?? node.created_ts,
        until: Infinity,
      }
      if (completed.length === 0) return [reported]
      return completed
        .map(({ version, created_ts }, index) => ({
          version: version ?? 'nightly',
          since: created_ts,
          until: completed[index + 1]?.created_ts.getTime() ?? Infinity,
        }))
        .filter(({ since, until }) => since >= first || until === Infinity)
    })
    .filter(({ version }) => !version.includes('nightly'))
  const versions = [...new Set(spells.map(({ version }) => version))].toSorted()
  return Object.fromEntries(
    times.map((time) => [
      time.toISOString(),
      Object.fromEntries(
        versions.map((version) => [
          version,
          spells.filter(
            (spell) => spell.version === version && spell.since <= time && spell.until > time.getTime(),
          ).length,
        ]),
      ),
    ]),
  )
}
