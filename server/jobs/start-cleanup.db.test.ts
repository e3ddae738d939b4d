import { DAY_MS } from '#contract/time-units.ts'
import { expect, test, vi } from 'vitest'
import { startCleanup } from './start-cleanup.ts'
import { serverForEachTest } from '#server/testing/for-each-test.ts'
import { readAuditLog, sendWrite } from '#server/testing/read-audit-log.ts'
import { createApplication } from '#server/testing/rest-world.ts'

const SESSION = { idleMs: DAY_MS, maxMs: 7 * DAY_MS }

const server = serverForEachTest()

test('deletes audit entries that are older than the retention, and no others', async () => {
  const kiosk = await createApplication(server.app)
  server.clock.advance(DAY_MS)
  await sendWrite(server.app, 'PUT', kiosk.url, { name: 'Kiosk' }, { reason: 'shorter' })
  const remaining = async (auditLogDays: number) => {
    const cleanup = startCleanup(server, { auditLogDays, session: SESSION, log: expect.unreachable })
    await cleanup.stop()
    return (await readAuditLog(server.app)).entries.map(({ action }) => action)
  }
  server.clock.advance(29 * DAY_MS)
  expect(await remaining(30)).toEqual(['replace', 'create'])
  server.clock.advance(1)
  expect(await remaining(30)).toEqual(['replace'])
  server.clock.advance(DAY_MS)
  expect(await remaining(400)).toEqual(['replace'])
  expect(await remaining(30)).toEqual([])
})

test('logs a failure, and the server continues', async () => {
  const log = vi.fn<(line: string) => void>()
  await server.db.schema.alterTable('audit_log').renameTo('audit_log_upstream').execute()
  await startCleanup(server, { auditLogDays: 1, session: SESSION, log }).stop()
  await server.db.schema.alterTable('audit_log_upstream').renameTo('audit_log').execute()
  expect(log.mock.calls.flat()).toEqual([expect.stringContaining('Failed to clean up the database')])
})
