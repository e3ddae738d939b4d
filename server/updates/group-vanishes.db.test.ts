import { afterEach, beforeEach, expect, test } from 'vitest'
import { requestXml, say } from '#server/testing/omaha-node.ts'
import { createUpdateServer, type UpdateServer } from '#server/testing/update-server.ts'
import { createUpdateWorld, type UpdateWorld } from '#server/testing/update-world.ts'

const NODES = Array.from({ length: 60 }, (_, n) => `node-${n}`)

let server: UpdateServer
let world: UpdateWorld
beforeEach(async () => {
  server = await createUpdateServer()
  world = await createUpdateWorld(server.db)
})
afterEach(() => server.close())

/** What every node of the group says next: one step further at each round. */
const rounds = [
  [],
  [[13, 1]],
  [[14, 1]],
  [[3, 0]],
  [[3, 2, '1.0.0']],
] as const satisfies readonly (readonly (readonly [number, number, string?])[])[]

test.each(['group', 'application'] as const)(
  'nodes of a %s that is deleted while they speak hear no failure of the server',
  async (kind) => {
    await Promise.all(NODES.map((machine) => say(server.app, { machine, version: '1.0.0' })))
    const speak = (machines: readonly string[]) =>
      machines.flatMap((machine) =>
        rounds.map((events) =>
          server.app.inject({
            method: 'POST',
            url: '/v1/update',
            payload: requestXml({ machine, version: '1.0.0', events }),
          }),
        ),
      )
    const early = speak(NODES.slice(0, 10))
    const { application_id, group_id } = world
    const path = kind === 'group' ? `${application_id}/groups/${group_id}` : application_id
    const deleting = server.app.inject({ method: 'DELETE', url: `/api/apps/${path}` })
    const answers = await Promise.all([...early, ...speak(NODES.slice(10))])
    expect((await deleting).statusCode).toBe(204)
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]))
    const after = await say(server.app, { machine: 'node-0', version: '1.0.0' })
    expect(after.status).toBe('error-failedToRetrieveUpdatePackageInfo')
  },
)
