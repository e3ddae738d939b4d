import { Validator } from '@seriousme/openapi-schema-validator'
import { OpenAPIClientAxios } from 'openapi-client-axios'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { applicationSchema } from '#contract/application.ts'
import { channelPageSchema, channelSchema } from '#contract/channel.ts'
import { createRandom } from '#contract/random.ts'
import { type OpenApiDocument, openApiSchema, RequestFuzzer } from '#server/testing/random-request.ts'
import { createApplication } from '#server/testing/rest-world.ts'
import { ROUTE_TABLE } from '#server/testing/route-table.ts'
import { createUpdateServer, type UpdateServer } from '#server/testing/update-server.ts'
import { OPERATIONS } from './operations.ts'

/** Pages, and where browsers are sent to and come back from. */
const NOT_JSON = ['GET /*', 'GET /openapi.json', 'GET /platte/sign-in', 'GET /platte/sign-in/callback']
const FUZZ_ROUNDS = 12

let server: UpdateServer
beforeAll(async () => {
  server = await createUpdateServer()
})
afterAll(() => server.close())

const readDocument = async (): Promise<OpenApiDocument> =>
  openApiSchema.parse((await server.app.inject({ url: '/openapi.json' })).json())

test('every route that answers with JSON is described', () => {
  const routes = ROUTE_TABLE.map(([method, url]) => `${method} ${url}`).filter(
    (route) => !NOT_JSON.includes(route),
  )
  expect(Object.keys(OPERATIONS).toSorted()).toEqual(routes.toSorted())
})

test('the document is valid OpenAPI 3.1, with each operation named once', async () => {
  const response = await server.app.inject({ url: '/openapi.json' })
  const result = await new Validator().validate(response.json())
  expect(result).toMatchObject({ valid: true })
  const ids = Object.values((await readDocument()).paths).flatMap((operations) =>
    Object.values(operations).map(({ operationId }) => operationId),
  )
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids).toEqual(expect.arrayContaining(['listApplications', 'setFloor', 'getFleet', 'createFreeze']))
})

test('a client generated from the document creates, reads, changes and deletes', async () => {
  const baseURL = await server.app.listen({ host: '127.0.0.1', port: 0 })
  const client = await new OpenAPIClientAxios({
    definition: `${baseURL}/openapi.json`,
    axiosConfigDefaults: { baseURL },
  }).getClient()
  const call = async (operation: string, ...args: unknown[]) => {
    const perform: unknown = client[operation]
    if (typeof perform !== 'function') throw new Error(`The document has no operation ${operation}.`)
    const response: { status: number; data: unknown } = await perform.apply(client, args)
    return response
  }
  const created = applicationSchema.parse((await call('createApplication', null, { name: 'Kiosk' })).data)
  const application = { application: created.id }
  const body = { application_id: created.id, name: 'stable', color: '#123456', arch: 1 }
  const channel = channelSchema.parse((await call('createChannel', application, body)).data)
  const path = { ...application, channel: channel.id }
  await call('replaceChannel', path, { ...body, name: 'beta' })
  const page = await call('listChannels', { ...application, page: 1, perpage: 10 })
  expect(channelPageSchema.parse(page.data).channels).toMatchObject([{ id: channel.id, name: 'beta' }])
  expect((await call('deleteChannel', path)).status).toBe(204)
  await expect(call('getChannel', path)).rejects.toMatchObject({ response: { status: 404 } })
})

test('no request that is made up from the document makes the server fail', async () => {
  const application = await createApplication(server.app)
  const release = await application.addPackage('1.0.0')
  const channel = await application.addChannel('stable')
  const seed = 'openapi'
  const fuzzer = new RequestFuzzer(await readDocument(), createRandom(seed), [
    application.id,
    release.id,
    channel.id,
    createRandom(`${seed}/unknown`).uuid(),
  ])
  const failures: unknown[] = []
  const statuses = new Set<number>()
  for (let round = 0; round < FUZZ_ROUNDS; round += 1) {
    for (const request of fuzzer.requests()) {
      // In order, so that a failure can be repeated.
      const response = await server.app.inject({
        ...request,
        headers: request.payload === undefined ? {} : { 'content-type': 'application/json' },
      })
      statuses.add(response.statusCode)
      if (response.statusCode >= 500) failures.push({ ...request, answer: response.body })
    }
  }
  expect(failures).toEqual([])
  // Some of them got past every check.
  expect([...statuses]).toEqual(expect.arrayContaining([200, 400, 404]))
})
