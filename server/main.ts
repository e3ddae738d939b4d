import path from 'node:path'
import { type AppOptions, createApp, createProxyApp } from './app.ts'
import { systemClock } from './clock.ts'
import type { Config, DemoConfig } from './config/config.ts'
import type { Context } from './context.ts'
import { connectWithBackups } from './backup/backup-socket.ts'
import type { Database } from './database/database.ts'
import { migrate } from './database/migrate.ts'
import { ensureDemo } from './demo/ensure-demo.ts'
import { startDemoFleet } from './demo/start-demo-fleet.ts'
    const cleanup = startCleanup(context, { auditLogDays: config.auditLogDays, log })
    const clockChecks = startClockChecks(context, log)
    const fleet = demo ? await startDemoFleet({ context, baseUrl: server.address, log }) : null
