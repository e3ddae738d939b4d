import type { AppOptions } from './http/base-app.ts'
import { createApp, createAppInFrontOf } from './app.ts'
import { systemClock } from './clock.ts'
import type { Config, DemoConfig } from './config/config.ts'
import type { Context } from './context.ts'
import { connectDatabase, type Database } from './database/connect.ts'
import { migrate } from './database/migrate.ts'
import { seedFlatcar } from './seed/seed-flatcar.ts'
import { startCleanup } from './jobs/start-cleanup.ts'
import { ensureDemo } from './demo/ensure-demo.ts'
import { startDemoFleet } from './demo/start-demo-fleet.ts'
import { listen, type Listening, refuseTakenPort } from './listen.ts'

export interface RunningServer extends Listening {
  /** Whether nodes are being simulated. */
  demo: boolean
}

export interface StartOptions {
  /** One line at a time, for the operator. */
  log: (line: string) => void
  /** Called when it can't go on: the database has broken down for good. */
  onFailure: (error: Error) => void
}

/** Throws a `StartError` when it can't start; nothing is left open or changed then. */
export async function startServer(config: Config, options: StartOptions): Promise<RunningServer> {
  await refuseTakenPort(config)
  const { source } = config
  const database = await connectDatabase(source.database, options.log)
  try {
    database.onLost(options.onFailure)
    return source.kind === 'own'
      ? await startUpdateServer(config, source.demo, database, options)
      : await startInFrontOf(config, source.url, database, options)
  } catch (error) {
    await database.close()
    throw error
  }
}

/** The database is neither seeded nor given a demo, so that it can still begin as an update server's. */
async function startInFrontOf(
  config: Config,
  updateServer: string,
  database: Database,
  { log }: StartOptions,
): Promise<RunningServer> {
  const context: Context = { db: database.db, clock: systemClock }
  await migrate(context.db)
  const app = await createAppInFrontOf(updateServer, context, appOptions(config))
  const server = await listen(app, config)
  const tidying = startCleanup(context, { auditLogDays: config.auditLogDays, log })
  return {
    address: server.address,
    demo: false,
    stop: async () => {
      await server.stop()
      await tidying.stop()
      await database.close()
    },
  }
}

async function startUpdateServer(
  config: Config,
  demoConfig: DemoConfig,
  database: Database,
  { log }: StartOptions,
): Promise<RunningServer> {
  const context: Context = { db: database.db, clock: systemClock }
  await migrate(context.db)
  await seedFlatcar(context)
  const demo = await ensureDemo({ context, config: demoConfig, log })
  const server = await listen(await createApp(context, appOptions(config)), config)
  try {
    const tidying = startCleanup(context, { auditLogDays: config.auditLogDays, log })
    const fleet = demo ? await startDemoFleet({ context, baseUrl: server.address, log }) : null
    return {
      address: server.address,
      demo,
      stop: async () => {
        await fleet?.stop()
        await server.stop()
        await tidying.stop()
        await database.close()
      },
    }
  } catch (error) {
    await server.stop()
    throw error
  }
}

const appOptions = ({ publicUrls, trustedProxies, host, auditLogDays }: Config): AppOptions => ({
  publicUrls,
  trustedProxies,
  host,
  auditLogDays,
  logErrors: true,
})
