import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DemoConfig } from '#server/config/config.ts'
import { createUpdateServer, type UpdateServer } from '#server/testing/update-server.ts'
import { prepareDemoIfDue } from './prepare-demo-if-due.ts'

const BY_DEFAULT: DemoConfig = { kind: 'if-fresh', seed: 'platte' }
const WITHOUT: DemoConfig = { kind: 'never' }

let server: UpdateServer
beforeEach(async () => {
  server = await createUpdateServer()
})
afterEach(() => server.close())

const isSimulating = (config: DemoConfig) => prepareDemoIfDue({ context: server, config, log: () => {} })

const countNodes = async () => (await server.db.selectFrom('instances').select('id').execute()).length

describe('nodes are simulated', () => {
  test('on and on where a database began with them, unless told to do without', async () => {
    await server.db.insertInto('settings').values({ key: 'demo', value: 'true' }).execute()
    expect(await isSimulating(BY_DEFAULT)).toBe(true)
    expect(await isSimulating(WITHOUT)).toBe(false)
    expect(await isSimulating(BY_DEFAULT)).toBe(true)
  })

  test('never among the nodes of a database that began without them', async () => {
    expect(await isSimulating(WITHOUT)).toBe(false)
    expect(await isSimulating(BY_DEFAULT)).toBe(false)
    expect(await countNodes()).toBe(0)
  })

  test('never among nodes that came by themselves', async () => {
    await server.db.insertInto('instances').values({ id: 'machine-1', ip: '10.0.0.1' }).execute()
    expect(await isSimulating(BY_DEFAULT)).toBe(false)
    expect(await countNodes()).toBe(1)
  })
})
