import { describe, expect, test } from 'vitest'
import type { DemoConfig } from '#server/config/config.ts'
import { serverForEachTest } from '#server/testing/for-each-test.ts'
import { ensureDemo } from './ensure-demo.ts'

const WITH_DEMO: DemoConfig = { kind: 'if-fresh', seed: 'platte' }
const WITHOUT_DEMO: DemoConfig = { kind: 'never' }

const server = serverForEachTest()

const isSimulating = (config: DemoConfig) => ensureDemo({ context: server, config, log: () => {} })

const countNodes = async () => (await server.db.selectFrom('instances').select('id').execute()).length

describe('the server simulates nodes', () => {
  test('at every start of a database that began with them, unless the demo is off', async () => {
    await server.db.insertInto('settings').values({ key: 'demo', value: 'true' }).execute()
    expect(await isSimulating(WITH_DEMO)).toBe(true)
    expect(await isSimulating(WITHOUT_DEMO)).toBe(false)
    expect(await isSimulating(WITH_DEMO)).toBe(true)
  })

  test('never in a database that began without them', async () => {
    expect(await isSimulating(WITHOUT_DEMO)).toBe(false)
    expect(await isSimulating(WITH_DEMO)).toBe(false)
    expect(await countNodes()).toBe(0)
  })

  test('never in a database with real nodes', async () => {
    await server.db.insertInto('instances').values({ id: 'machine-1', ip: '10.0.0.1' }).execute()
    expect(await isSimulating(WITH_DEMO)).toBe(false)
    expect(await countNodes()).toBe(1)
  })
})
