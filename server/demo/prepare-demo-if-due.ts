import type { DemoConfig } from '#server/config/config.ts'
import type { Context } from '#server/context.ts'
import { prepareDemo } from './prepare-demo.ts'

const SETTING = 'demo'

export interface DemoIfDue {
  context: Context
  config: DemoConfig
  log: (line: string) => void
}

/**
 * Whether nodes are to be simulated now, having made them where that is due: in a database that has none
 * and has never been told to do without. Whoever did without once is left with their own nodes for good.
 */
export async function prepareDemoIfDue({ context, config, log }: DemoIfDue): Promise<boolean> {
  const decided = await readDecision(context)
  if (decided !== null) return decided && config.kind === 'if-fresh'
  if (config.kind === 'never' || (await hasNodes(context))) {
    await context.db
      .insertInto('settings')
      .values({ key: SETTING, value: 'false' })
      .onConflict((existing) => existing.doNothing())
      .execute()
    return false
  }
  log('Making a fleet of simulated nodes…')
  await prepareDemo({ context, seed: config.seed, log })
  return true
}

async function readDecision({ db }: Context): Promise<boolean | null> {
  const setting = await db
    .selectFrom('settings')
    .select('value')
    .where('key', '=', SETTING)
    .executeTakeFirst()
  return setting ? setting.value === 'true' : null
}

async function hasNodes({ db }: Context): Promise<boolean> {
  return (await db.selectFrom('instances').select('id').limit(1).executeTakeFirst()) !== undefined
}
