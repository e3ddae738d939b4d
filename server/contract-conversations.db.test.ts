import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { createApp } from '#server/app.ts'
import { systemClock } from '#server/clock.ts'
import { seedFlatcar } from '#server/seed/seed-flatcar.ts'
import { createTestDatabase } from '#server/testing/test-database.ts'

const RECORDINGS = fileURLToPath(new URL('../contract/recordings/', import.meta.url))
const SCENARIO = '.scenario.mjs'

const conversations = readdirSync(RECORDINGS)
  .filter((file) => file.endsWith(SCENARIO))
  .map((file) => file.slice(0, -SCENARIO.length))

test.each(conversations)('responds to the conversation “%s” as Nebraska did', async (name) => {
  const database = await createTestDatabase()
  const context = { db: database.db, clock: systemClock }
  await seedFlatcar(context)
  const app = await createApp(context)
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const replayed = await replay(address, name)
  await app.close()
  await database.close()
  expect(replayed.split('\n')).toEqual(readFileSync(`${RECORDINGS}${name}.jsonl`, 'utf8').split('\n'))
})

/** The output of the replay, which runs in a process of its own, as any client does. */
async function replay(address: string, name: string): Promise<string> {
  const args = [`${RECORDINGS}replay.mjs`, address, `${RECORDINGS}${name}${SCENARIO}`]
  const replayProcess = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  return text(replayProcess.stdout)
}
