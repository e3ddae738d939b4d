import { sql } from 'kysely'
import type { Context } from '#server/context.ts'
import { countOnce } from '#server/database/count-once.ts'
import { inTransaction } from '#server/database/transaction.ts'
import { writeDemoSettings } from './demo-settings.ts'
import { findGroups, type IdsOf } from './demo-ids.ts'
import { planFleet } from './fleet-plan.ts'
import { simulateHistory } from './simulate-history.ts'
import { writeAgentApplication, writeGroups, writePackages } from './write-catalogue.ts'
import { writeEvents, writeNodes } from './write-history.ts'

export interface DemoOptions {
  context: Context
  /** The same seed makes the same fleet with the same history before the start. */
  seed: string
  log: (line: string) => void
}

/**
 * Fills a database that has Flatcar's application and no nodes with a simulated fleet and its last 30 days: all
 * of it or, when the process dies meanwhile, nothing.
 */
export async function prepareDemo({ context, seed, log }: DemoOptions): Promise<void> {
  const start = context.clock.now()
  const plan = planFleet(seed)
  const history = simulateHistory(plan, start)
  await inTransaction(context.db, async (trx) => {
    await writeAgentApplication(trx, plan, start)
    const ids = await findGroups(trx, plan.groups)
    const idsOf: IdsOf = (group) => {
      const found = ids.get(group)
      if (found) return found
      throw new Error(`The demo needs the group ${group.key}, which is not in the database.`)
    }
    await writePackages(trx, history.groups, idsOf, start)
    await writeGroups(trx, history.groups, idsOf, start)
    await countOnce(trx, async () => {
      await writeNodes(trx, plan, history, idsOf, start)
      await writeEvents(trx, history, idsOf)
    })
    await writeDemoSettings(trx, { seed, start: start.getTime() })
  })
  // The embedded database has nobody else who would tell its planner how much there is now.
  await sql`analyze`.execute(context.db)
  const machines = new Set(plan.nodes.map(({ machine }) => machine))
  log(`Made ${machines.size} simulated nodes and their last 30 days.`)
}
