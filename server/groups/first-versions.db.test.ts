import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { FLATCAR_APPLICATION_ID } from '#contract/application.ts'
import { failurePatternsSchema } from '#contract/failure-patterns.ts'
import { HOUR_MS } from '#contract/time-units.ts'
import { addHistory, addNodes } from '#server/testing/fleet-rows.ts'
import { serverForEachTest } from '#server/testing/for-each-test.ts'
import { requestJson } from '#server/testing/rest-client.ts'
import { createUpdateWorld, type UpdateWorld } from '#server/testing/update-world.ts'

const server = serverForEachTest()
let system: UpdateWorld
let agent: UpdateWorld
beforeEach(async () => {
  system = await createUpdateWorld(server.db, { applicationId: FLATCAR_APPLICATION_ID })
  agent = await createUpdateWorld(server.db, {
    application: { name: 'Agent', product_id: 'io.example.Agent' },
  })
  const joined = ago(5)
  const machine = (aleph_version: string) => ({ aleph_version, created_ts: joined })
  const node = { version: '2.0.0', created_ts: joined }
  const both = { id: 'both', ...node, machine: machine('0.8.0') }
  await addNodes(server.db, system, server.clock.now(), [both])
  await addNodes(server.db, agent, server.clock.now(), [
    both,
    { id: 'appliance', ...node, machine: machine('0.9.0') },
  ])
})

const ago = (hours: number) => new Date(server.clock.now().getTime() - hours * HOUR_MS)

/** The versions that nodes of the world's group began with, by the counts of what ran when. */
async function firstVersions({ group_id }: UpdateWorld): Promise<string[]> {
  const { rows } = await sql<{ version: string }>`
    select version from version_changes where group_id = ${group_id} and nodes < 0 order by 1`.execute(
    server.db,
  )
  return rows.map(({ version }) => version)
}

test('what a machine was installed with is its system’s version, and nothing that another application ran', async () => {
  for (const world of [system, agent])
    await addHistory(server.db, world, [
      { instance_id: 'both', status: 4, version: '2.0.0', created_ts: ago(2) },
      ...(world === agent
        ? [{ instance_id: 'appliance', status: 4, version: '2.0.0', created_ts: ago(2) }]
        : []),
    ])
  await sql`select rebuild_version_changes()`.execute(server.db)
  expect(await firstVersions(system)).toEqual(['0.8.0'])
  expect(await firstVersions(agent)).toEqual(['0.9.0', 'unknown'])
})

test('failures of another application are not compared by it either', async () => {
  const failed = { status: 3, version: '2.0.0', error_code: '9', created_ts: ago(2) }
  await addHistory(server.db, agent, [
    { instance_id: 'both', ...failed },
    { instance_id: 'appliance', ...failed },
  ])
  const path = `/platte/failure-patterns?application=${agent.application_id}&group=${agent.group_id}`
  const { attributes } = await requestJson(server.app, failurePatternsSchema, 'GET', path)
  const from = attributes.find(({ attribute }) => attribute === 'from_version')
  expect(from?.values.map(({ value, failed_nodes }) => [value, failed_nodes]).toSorted()).toEqual([
    ['', ['both']],
    ['0.9.0', ['appliance']],
  ])
})
