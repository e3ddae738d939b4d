import path from 'node:path'
import { type AppOptions, createApp, createProxyApp } from './app.ts'
import { systemClock } from './clock.ts'
import type { Config, DemoConfig, Source } from './config/config.ts'
import type { Context } from './context.ts'
import { connectWithBackups } from './backup/backup-socket.ts'
import type { Database } from './database/database.ts'
import { migrate } from './database/migrate.ts'
import { ensureDemo } from './demo/ensure-demo.ts'
import { startDemoFleet } from './demo/start-demo-fleet.ts'
import { readCaFile, trustCaFile } from './http/trust-ca-file.ts'
import type { FileCheckerOptions } from './package-checks/check-file.ts'
import { loadSessionKey } from './sign-in/session-key.ts'
import type { SessionOptions } from './sign-in/session-service.ts'
import { startClockChecks } from './jobs/start-clock-checks.ts'
import { startCleanup } from './jobs/start-cleanup.ts'
import { loadBranding } from './config/load-branding.ts'
import { startSweeper } from './jobs/start-sweeper.ts'
import { listenForMetrics, loadMetrics } from './listen-for-metrics.ts'
import { listenForNodes } from './listen-for-nodes.ts'
import { listen, type ListeningServer, requireFreePort } from './listen.ts'
import type { Metrics } from './metrics/metrics.ts'
import { seedFlatcar } from './seed/seed-flatcar.ts'

export interface RunningServer extends ListeningServer {
  /** Whether nodes are being simulated. */
  demo: boolean
}

export interface StartOptions {
  /** Receives one line at a time, for the operator. */
  log: (line: string) => void
  /** Called when the database has failed for good, so that only a restart helps. */
  onFatalError: (error: Error) => void
}

/** Throws a `StartError` when it can't start; nothing is left open or changed then. */
export async function startServer(config: Config, options: StartOptions): Promise<RunningServer> {
  await requireFreePort(config)
  for (const second of [config.updateListen, config.metricsListen]) if (second) await requireFreePort(second)
  if (config.caFile !== null) await trustCaFile(config.caFile)
  const { source } = config
  const database = await connectWithBackups(source.database, systemClock, options.log)
  try {
    database.onFailure(options.onFatalError)
    return source.kind === 'own'
      ? await startUpdateServer(config, source.demo, database, options)
      : await startProxy(config, source, database, options)
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Neither seeds the database nor adds a demo, so that an update server can still start on it as a fresh one. */
async function startProxy(
  config: Config,
  { url: updateServer, client }: Extract<Source, { kind: 'update-server' }>,
  database: Database,
  { log }: StartOptions,
): Promise<RunningServer> {
  const context: Context = { db: database.db, clock: systemClock }
  await migrate(context.db)
  const metrics = config.metricsListen && (await loadMetrics(null))
  const upstreamSignIn = { client, session: await loadSessionOptions(config) }
  const app = await createProxyApp(updateServer, context, {
    ...appOptions(config, metrics),
    upstreamSignIn,
    fileChecks: await loadFileCheckOptions(config),
  })
  const server = await listen(app, config)
  const scraped = metrics && config.metricsListen && (await listenForMetrics(metrics, config.metricsListen))
  const cleanup = startCleanup(context, { auditLogDays: config.auditLogDays, session: config.session, log })
  return {
    address: server.address,
    demo: false,
    stop: async () => {
      await Promise.all([server.stop(), scraped?.stop()])
      await cleanup.stop()
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
  const metrics = config.metricsListen && (await loadMetrics(context))
  const signIn = config.signIn && { settings: config.signIn, session: await loadSessionOptions(config) }
  const app = await createApp(context, {
    ...appOptions(config, metrics),
    signIn,
    branding: await loadBranding(config.branding),
    fileChecks: await loadFileCheckOptions(config),
  })
  const server = await listen(app, config)
  try {
    const nodeDoor = config.updateListen && (await listenForNodes(app, config.updateListen))
    const scraped = metrics && config.metricsListen && (await listenForMetrics(metrics, config.metricsListen))
    const cleanup = startCleanup(context, { auditLogDays: config.auditLogDays, session: config.session, log })
    const clockChecks = startClockChecks(context, log)
    const sweeper = startSweeper(context, log)
    const fleet = demo
      ? await startDemoFleet({ context, baseUrl: server.address, omahaSuffix: config.omahaSuffix, log })
      : null
    return {
      address: server.address,
      demo,
      stop: async () => {
        await fleet?.stop()
        await Promise.all([server.stop(), nodeDoor?.stop(), scraped?.stop()])
        await Promise.all([cleanup.stop(), clockChecks.stop(), sweeper.stop()])
        await database.close()
      },
    }
  } catch (error) {
    await server.stop()
    throw error
  }
}

const loadSessionOptions = async ({ session, data }: Config): Promise<SessionOptions> => ({
  idleMs: session.idleMs,
  maxMs: session.maxMs,
  key: await loadSessionKey(session.keyFile, data),
})

const loadFileCheckOptions = async ({ mirrorNetworks, caFile }: Config): Promise<FileCheckerOptions> => ({
  networks: mirrorNetworks,
  ca: caFile === null ? null : await readCaFile(caFile),
})

const appOptions = (
  { publicUrls, trustedProxies, host, auditLogDays, data, ...more }: Config,
  metrics: Metrics | null,
): AppOptions => ({
  omahaSuffix: more.omahaSuffix,
  updatePort: more.updateListen?.port ?? null,
  publicUrls,
  trustedProxies,
  host,
  auditLogDays,
  keptBuilds: path.join(data, 'dashboard'),
  logErrors: true,
  ...(metrics && { onAnswered: metrics.observeRequest }),
})
