import type { DemoConfig } from '#server/config/config.ts'
import type { Context } from '#server/context.ts'
import { markAsReal, readDemoMarker } from './demo-settings.ts'
import { prepareDemo } from './prepare-demo.ts'

export interface EnsureDemoOptions {
  context: Context
  config: DemoConfig
  log: (line: string) => void
}

/**
 * Returns whether to simulate nodes. Creates the demo in a database that has no nodes and was never started without
 * one. A database that was started without a demo never gets one: its nodes are real.
 */
export async function ensureDemo({ context, config, log }: EnsureDemoOptions): Promise<boolean> {
  const hasDemo = await readDemoMarker(context.db)
  if (hasDemo !== null) return hasDemo && config.kind === 'if-fresh'
  if (config.kind === 'never' || (await hasNodes(context))) {
    await markAsReal(context.db)
    return false
  }
  log('Creating a fleet of simulated nodes…')
  await prepareDemo({ context, seed: config.seed, log })
  return true
}

async function hasNodes({ db }: Context): Promise<boolean> {
  return (await db.selectFrom('instances').select('id').limit(1).executeTakeFirst()) !== undefined
}
