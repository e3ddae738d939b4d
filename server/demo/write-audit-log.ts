import type { Transaction } from 'kysely'
import { DAY_MS } from '#contract/time-units.ts'
import { DEMO_ACTOR } from '#server/access/identify-actor.ts'
import { recordAuditEntry } from '#server/audit/record-audit-entry.ts'
import { requireChannel } from '#server/channels/channel-queries.ts'
import type { Schema } from '#server/database/schema.ts'
import { requireGroup } from '#server/groups/group-queries.ts'
import type { GroupIds, LookUpGroupIds } from './demo-groups.ts'
import type { GroupPlan, PlannedChange } from './group-plan.ts'
import { packageId } from './write-catalogue.ts'

/** How far the log reaches back: long enough to look for a colleague's change. */
const LOG_LENGTH_MS = 7 * DAY_MS

interface PlannedEntry extends PlannedChange {
  /** In ms relative to the demo's start. */
  at: number
  subject: 'group' | 'channel'
  before: Record<string, unknown>
  after: Record<string, unknown>
}

/** The last week of the plan's releases and policies, as if operators had written them; every reason says that it is simulated. */
export async function writeAuditLog(
  trx: Transaction<Schema>,
  groups: readonly GroupPlan[],
  idsOf: LookUpGroupIds,
  start: Date,
): Promise<void> {
  const entries: PlannedEntry[] = []
  for (const plan of groups) {
    // A handful of groups, and the embedded database has one connection.
    entries.push(
      ...(await policyEntries(trx, plan, idsOf(plan))),
      ...(await releaseEntries(trx, plan, idsOf(plan))),
    )
  }
  const inOrder = entries.filter(({ at }) => at > -LOG_LENGTH_MS).toSorted((a, b) => a.at - b.at)
  for (const { at, actor, reason, ...change } of inOrder) {
    const time = new Date(start.getTime() + at)
    await recordAuditEntry(trx, { actor, reason, expected: null }, change, time)
  }
}

async function policyEntries(
  trx: Transaction<Schema>,
  plan: GroupPlan,
  ids: GroupIds,
): Promise<PlannedEntry[]> {
  const { channel: _, ...group } = await requireGroup(trx, ids.group_id)
  return plan.policies.flatMap(({ from, policy, change }, index) => {
    const previous = plan.policies[index - 1]
    if (!previous || !change) return []
    const before = { ...group, ...previous.policy }
    return [{ at: from, subject: 'group' as const, before, after: { ...group, ...policy }, ...change }]
  })
}

async function releaseEntries(
  trx: Transaction<Schema>,
  plan: GroupPlan,
  ids: GroupIds,
): Promise<PlannedEntry[]> {
  const channel = await requireChannel(trx, ids.channel_id)
  const withPackage = (version: string) => {
    const id = packageId(ids.application_id, plan.arch, version)
    return { ...channel, package_id: id, package: { id, version, arch: plan.arch } }
  }
  return plan.releases.flatMap(({ from, version }, index) => {
    const previous = plan.releases[index - 1]
    if (!previous) return []
    const [before, after] = [withPackage(previous.version), withPackage(version)]
    const reason = `Simulated: release ${version}`
    return [{ at: from, subject: 'channel' as const, before, after, actor: DEMO_ACTOR, reason }]
  })
}
