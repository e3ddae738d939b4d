import { expect, test } from 'vitest'
import { serverForEachTest, worldForEachTest } from '#server/testing/for-each-test.ts'
import { omahaRequestXml, sendOmaha } from '#server/testing/omaha-node.ts'

const NODES = Array.from({ length: 30 }, (_, n) => `node-${n}`)

const server = serverForEachTest()
const world = worldForEachTest(server)

/** The events of each node's successive requests. */
const REQUESTS = [
  [],
  [[13, 1]],
  [[14, 1]],
  [[3, 0]],
  [[3, 2, '1.0.0']],
] as const satisfies readonly (readonly (readonly [number, number, string?])[])[]

test.each(['group', 'application'] as const)(
  'requests during the deletion of their %s don’t fail',
  async (kind) => {
    await Promise.all(NODES.map((machine) => sendOmaha(server.app, { machine, version: '1.0.0' })))
    const send = (machines: readonly string[]) =>
      machines.flatMap((machine) =>
        REQUESTS.map((events) =>
          server.app.inject({
            method: 'POST',
            url: '/v1/update',
            payload: omahaRequestXml({ machine, version: '1.0.0', events }),
          }),
        ),
      )
    const early = send(NODES.slice(0, 10))
    const { application_id, group_id } = world
    const path = kind === 'group' ? `${application_id}/groups/${group_id}` : application_id
    const deleting = server.app.inject({ method: 'DELETE', url: `/api/apps/${path}` })
    const responses = await Promise.all([...early, ...send(NODES.slice(10))])
    expect((await deleting).statusCode).toBe(204)
    expect(new Set(responses.map(({ statusCode }) => statusCode))).toEqual(new Set([200]))
    const after = await sendOmaha(server.app, { machine: 'node-0', version: '1.0.0' })
    expect(after.status).toBe('error-failedToRetrieveUpdatePackageInfo')
  },
)
