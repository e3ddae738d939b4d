import { sql } from 'kysely'
import type { Context } from '#server/context.ts'
import { countOnce } from '#server/database/count-once.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { writeDemoSettings } from './demo-settings.ts'
import { findDemoGroups, type LookUpGroupIds } from './demo-groups.ts'
import { planFleet } from './fleet-plan.ts'
import { simulateHistory } from './simulate-history.ts'
import { writeAgentApplication, writeGroups, writePackages } from './write-catalogue.ts'
import { writeAuditLog } from './write-audit-log.ts'
import { writeFreeze } from './write-freeze.ts'
import { writeHistory, writeNodes } from './write-history.ts'

export interface DemoOptions {
  context: Context
  /** The same seed gives the same fleet with the same history. */
  seed: string
  log: (line: string) => void
}

/**
 * Fills a database that has Flatcar's application and no nodes with a simulated fleet and its last 30 days, in one
 * transaction.
 */
export async function prepareDemo({ context, seed, log }: DemoOptions): Promise<void> {
  const start = context.clock.now()
  const plan = planFleet(seed)
  const history = simulateHistory(plan, start)
  await inTransaction(context.db, async (trx) => {
    await writeAgentApplication(trx, plan, start)
    const ids = await findDemoGroups(trx, plan.groups)
    const idsOf: LookUpGroupIds = (group) => {
      const found = ids.get(group)
      if (found) return found
      throw new Error(`The demo needs the group ${group.key}, which is not in the database.`)
    }
    await writePackages(trx, history.groups, idsOf, start)
    await writeGroups(trx, history.groups, idsOf, start)
    await writeAuditLog(trx, plan.groups, idsOf, start)
    await writeFreeze(trx, plan.groups, idsOf, start)
    await countOnce(trx, async () => {
      await writeNodes(trx, plan, history, idsOf, start)
      await writeHistory(trx, history, idsOf)
    })
    await writeDemoSettings(trx, { seed, start: start.getTime() })
  })
  // The embedded database has no autovacuum to update the planner's statistics.
  await sql`analyze`.execute(context.db)
  const machines = new Set(plan.nodes.map(({ machine }) => machine))
  log(`Created ${machines.size} simulated nodes with 30 days of history.`)
}
