import { FLATCAR_APPLICATION_ID } from '#contract/application.ts'
import type { Kysely } from 'kysely'
import type { Schema } from '#server/database/schema.ts'
import type { GroupPlan } from './group-plan.ts'

/** The product id of the demo's second application. */
export const AGENT_PRODUCT_ID = 'io.example.MetricsAgent'

/** A planned group's ids in the database. */
export interface GroupIds {
  application_id: string
  group_id: string
  channel_id: string
}

export type LookUpGroupIds = (group: GroupPlan) => GroupIds

/** The planned groups that the database still has, matched as for a node: by application, track and arch. */
export async function findDemoGroups(
  db: Kysely<Schema>,
  plans: readonly GroupPlan[],
): Promise<Map<GroupPlan, GroupIds>> {
  const rows = await db
    .selectFrom('groups')
    .innerJoin('applications', 'applications.id', 'groups.application_id')
    .innerJoin('channels', 'channels.id', 'groups.channel_id')
    .select([
      'applications.id as application_id',
      'applications.product_id',
      'groups.id as group_id',
      'groups.track',
      'channels.id as channel_id',
      'channels.arch',
    ])
    .execute()
  const found = new Map<GroupPlan, GroupIds>()
  for (const plan of plans) {
    const row = rows.find(
      ({ application_id, product_id, track, arch }) =>
        (plan.application === 'flatcar'
          ? application_id === FLATCAR_APPLICATION_ID
          : product_id === AGENT_PRODUCT_ID) &&
        track === plan.track &&
        arch === plan.arch,
    )
    if (row) found.set(plan, row)
  }
  return found
}
