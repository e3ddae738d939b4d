import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startTidying } from '#server/database/start-tidying.ts'
import { journalOf, writeWith } from '#server/testing/journal-of.ts'
import { createApplication } from '#server/testing/rest-world.ts'
import { DAY } from '#server/testing/test-clock.ts'
import { createUpdateServer, type UpdateServer } from '#server/testing/update-server.ts'

let server: UpdateServer
beforeEach(async () => {
  server = await createUpdateServer()
})
afterEach(() => server.close())

test('the journal forgets what is older than it is kept, and nothing else', async () => {
  const kiosk = await createApplication(server.app)
  server.clock.pass(DAY)
  await writeWith(server.app, 'PUT', kiosk.url, { name: 'Kiosk' }, { reason: 'shorter' })
  const remaining = async (journalDays: number) => {
    const tidying = startTidying(server, { journalDays, log: expect.unreachable })
    await tidying.stop()
    return (await journalOf(server.app)).entries.map(({ action }) => action)
  }
  server.clock.pass(29 * DAY)
  expect(await remaining(30)).toEqual(['replace', 'create'])
  server.clock.pass(1)
  expect(await remaining(30)).toEqual(['replace'])
  server.clock.pass(DAY)
  expect(await remaining(400)).toEqual(['replace'])
  expect(await remaining(30)).toEqual([])
})

test('what fails is logged, and the server goes on', async () => {
  const log = vi.fn<(line: string) => void>()
  await server.db.schema.alterTable('journal').renameTo('journal_elsewhere').execute()
  await startTidying(server, { journalDays: 1, log }).stop()
  await server.db.schema.alterTable('journal_elsewhere').renameTo('journal').execute()
  expect(log.mock.calls.flat()).toEqual([expect.stringContaining('Tidying the database failed')])
})
