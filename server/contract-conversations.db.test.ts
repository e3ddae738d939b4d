import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, inject, test } from 'vitest'
import * as z from 'zod/mini'
import { createApp } from '#server/app.ts'
import { systemClock } from '#server/clock.ts'
import { seedFlatcar } from '#server/seed/seed-flatcar.ts'
import { startReleasedNebraska } from '#server/testing/released-nebraska.ts'
import type { TestHttpServer } from '#server/testing/start-http-server.ts'
import { createTestDatabase } from '#server/testing/test-database.ts'

const RECORDINGS = fileURLToPath(new URL('../contract/recordings/', import.meta.url))
const SCENARIO = '.scenario.mjs'

const conversations = readdirSync(RECORDINGS)
  .filter((file) => file.endsWith(SCENARIO))
  .map((file) => file.slice(0, -SCENARIO.length))

/** Where this server answers otherwise on purpose, by the heading in docs/protocol.md, “Where this server differs”. */
const differences = z
  .record(z.string(), z.array(z.object({ step: z.number(), difference: z.string(), body: z.unknown() })))
  .parse(JSON.parse(readFileSync(`${RECORDINGS}declared-differences.json`, 'utf8')))

/** The recorded exchanges, one a line, with the declared differences. */
function expectedExchanges(name: string): string[] {
  const lines = readFileSync(`${RECORDINGS}${name}.jsonl`, 'utf8').split('\n')
  for (const { step, body } of differences[name] ?? []) {
    const recorded = z.record(z.string(), z.unknown()).parse(JSON.parse(lines[step - 1] ?? ''))
    lines[step - 1] = JSON.stringify({ ...recorded, body })
  }
  return lines
}

test('every declared difference is described, and is one', () => {
  const protocol = readFileSync(fileURLToPath(new URL('../docs/protocol.md', import.meta.url)), 'utf8')
  for (const [name, declared] of Object.entries(differences)) {
    const recorded = readFileSync(`${RECORDINGS}${name}.jsonl`, 'utf8').split('\n')
    const expected = expectedExchanges(name)
    for (const { step, difference } of declared) {
      expect(protocol).toContain(`**${difference}.**`)
      expect(expected[step - 1]).not.toBe(recorded[step - 1])
    }
  }
})

const RELEASE = '3.0.0'

test.each(conversations)('responds to the conversation “%s” as Nebraska did', async (name) => {
  expect(await replayToServer(name)).toEqual(expectedExchanges(name))
})

/** The stand-in has this server's declared differences and its syncers. */
const comparable = conversations.filter(
  (name) => name !== 'floors-and-syncers' && differences[name] === undefined,
)

// End-to-end tests stand on it. It is in front of this server, whichever its database is.
test.skipIf(inject('testDatabase').kind === 'embedded').each(comparable)(
  `the stand-in for Nebraska ${RELEASE} responds to “%s” as that release did`,
  async (name) => {
    expect(await replayToServer(name, startReleasedNebraska)).toEqual(recorded(`${RELEASE}/${name}.jsonl`))
  },
)

const recorded = (file: string) => readFileSync(`${RECORDINGS}${file}`, 'utf8').split('\n')

/** The lines of the conversation with this server, or with what `startInFront` starts in front of it. */
async function replayToServer(
  name: string,
  startInFront?: (address: string) => Promise<TestHttpServer>,
): Promise<string[]> {
  const database = await createTestDatabase()
  const context = { db: database.db, clock: systemClock }
  await seedFlatcar(context)
  const app = await createApp(context)
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const front = await startInFront?.(address)
  const replayed = await replay(front?.url ?? address, name)
  front?.close()
  await app.close()
  await database.close()
  return replayed.split('\n')
}

/** The output of the replay, which runs in a process of its own, as any client does. */
async function replay(address: string, name: string): Promise<string> {
  const args = [`${RECORDINGS}replay.mjs`, address, `${RECORDINGS}${name}${SCENARIO}`]
  const replayProcess = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  return text(replayProcess.stdout)
}
