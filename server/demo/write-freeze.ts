import type { Kysely } from 'kysely'
import { settingsOfGroup } from '#contract/group-settings.ts'
import { createRandom } from '#contract/random.ts'
import type { Schema } from '#server/database/schema.ts'
import { requireGroup } from '#server/groups/group-queries.ts'
import type { LookUpGroupIds } from './demo-groups.ts'
import { FREEZE_PLAN } from './freeze-plan.ts'
import type { GroupPlan } from './group-plan.ts'

const isFrozen = ({ policies }: GroupPlan) => policies.some(({ from }) => from === FREEZE_PLAN.from)

/** The record of the freeze that the groups’ policies have, {@link FREEZE_PLAN}. */
export async function writeFreeze(
  db: Kysely<Schema>,
  groups: readonly GroupPlan[],
  idsOf: LookUpGroupIds,
  start: Date,
): Promise<void> {
  const at = (time: number) => new Date(start.getTime() + time)
  const id = createRandom(`freeze/${start.getTime()}`).uuid()
  await db
    .insertInto('freezes')
    .values({
      id,
      update_server: null,
      created_ts: at(FREEZE_PLAN.from),
      actor: FREEZE_PLAN.actor,
      reason: FREEZE_PLAN.reason,
      exceptions: JSON.stringify([]),
      thawed_ts: at(FREEZE_PLAN.until),
      thawed_by: FREEZE_PLAN.thawedBy,
    })
    .execute()
  for (const [position, plan] of groups.filter(isFrozen).entries()) {
    const { application_id, group_id } = idsOf(plan)
    const group = await requireGroup(db, group_id)
    const { name } = await db
      .selectFrom('applications')
      .select('name')
      .where('id', '=', application_id)
      .executeTakeFirstOrThrow()
    const before = plan.policies.findLast(({ from }) => from < FREEZE_PLAN.from)?.policy
    await db
      .insertInto('frozen_groups')
      .values({
        freeze_id: id,
        group_id,
        position,
        application_id,
        application_name: name,
        group_name: group.name,
        before: JSON.stringify({ ...settingsOfGroup(group), ...before }),
        outcome: 'paused',
        thaw: 'restored',
        message: null,
      })
      .execute()
  }
}
