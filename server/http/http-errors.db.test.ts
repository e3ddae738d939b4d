import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { httpErrorSchema } from '#contract/http-error.ts'
import { serverForEachTest } from '#server/testing/for-each-test.ts'
import { sendRequest, requestHttpError } from '#server/testing/rest-client.ts'
import { groupBody, NO_ID, packageBody } from '#server/testing/rest-world.ts'

const server = serverForEachTest()

test('an invalid request names every invalid field with a message', async () => {
  const body = {
    ...groupBody({ name: 'n'.repeat(51) }),
    policy_safe_mode: 'yes',
    policy_update_timeout: undefined,
  }
  const error = await requestHttpError(server.app, 'POST', `/api/apps/${NO_ID}/groups`, body)
  expect(error).toEqual({
    status: 400,
    error: 'invalid-request',
    message:
      'name can have at most 50 characters; policy_safe_mode must be true or false; policy_update_timeout is missing.',
    issues: [
      { field: 'name', message: 'name can have at most 50 characters' },
      { field: 'policy_safe_mode', message: 'policy_safe_mode must be true or false' },
      { field: 'policy_update_timeout', message: 'policy_update_timeout is missing' },
    ],
  })
})

test('no message for a value of the wrong type is the validation library’s own', async () => {
  const wrongValues = [null, 5, 'text', true, [], {}]
  const fields = Object.keys({ ...packageBody('1.0.0'), extra_files: [], flatcar_action: {} })
  for (const field of fields)
    for (const value of wrongValues) {
      const body = { ...packageBody('1.0.0'), [field]: value }
      const response = await sendRequest(server.app, 'POST', `/api/apps/${NO_ID}/packages`, body)
      expect(httpErrorSchema.parse(response.json()).message).not.toMatch(/invalid input|expected/i)
    }
})

const send = (payload: string, contentType = 'application/json') =>
  server.app.inject({ method: 'POST', url: '/api/apps', headers: { 'content-type': contentType }, payload })

describe('a body', () => {
  test.each([
    ['{"name": ', 400, 'invalid-json'],
    ['', 400, 'invalid-request'],
    ['null', 400, 'invalid-request'],
    ['[]', 400, 'invalid-request'],
    ['{"name":"x","__proto__":{}}', 400, 'invalid-json'],
    [`{"name":"${'x'.repeat(1024 * 1024)}"}`, 413, 'too-large'],
  ])('%.20s is refused', async (payload, status, error) => {
    const response = await send(payload)
    expect(response.statusCode).toBe(status)
    expect(httpErrorSchema.parse(response.json())).toMatchObject({ error })
  })

  test('that is not JSON by its content type is refused', async () => {
    const response = await send('{"name":"x"}', 'text/plain')
    expect(response.statusCode).toBe(415)
    expect(httpErrorSchema.parse(response.json())).toMatchObject({
      message: 'Send the body as application/json.',
    })
  })
})

describe('an address', () => {
  test('responds to a method that it has no route for with a 405 that names the others', async () => {
    const response = await sendRequest(server.app, 'PATCH', '/api/apps')
    expect(response.statusCode).toBe(405)
    expect(response.headers.allow).toContain('POST')
    expect(httpErrorSchema.parse(response.json())).toMatchObject({ error: 'method-not-allowed' })
  })

  test('names its methods to OPTIONS; one that does not exist is a 404', async () => {
    const answers: unknown[] = []
    for (const url of [
      '/api/apps',
      `/api/apps/${NO_ID}/groups/${NO_ID}/`,
      '/platte/status',
      '/health',
      '/api/no',
    ]) {
      const { statusCode, headers } = await server.app.inject({ method: 'OPTIONS', url })
      answers.push([statusCode, headers.allow])
    }
    expect(answers).toEqual([
      [204, 'GET, HEAD, POST, OPTIONS'],
      [204, 'GET, HEAD, PUT, DELETE, OPTIONS'],
      [204, 'GET, HEAD, OPTIONS'],
      [204, 'GET, HEAD, OPTIONS'],
      [404, undefined],
    ])
  })

  test('with an invalid percent sign is refused with a message', async () => {
    const address = await server.app.listen({ port: 0, host: '127.0.0.1' })
    const socket = connect(Number(new URL(address).port), '127.0.0.1')
    socket.end('GET /api/apps/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
    expect(await text(socket)).toMatch(/^HTTP\/1.1 400 [^]*"error":"bad-url"/)
  })

  test('with a NUL in an id is refused with a message that has no SQL', async () => {
    const error = await requestHttpError(server.app, 'PUT', '/api/instances/%00', { alias: 'x' })
    expect(error).toMatchObject({ status: 400, message: 'A value in the request can’t be stored.' })
  })
})

test('a page has at least ten rows, and a repeated parameter is refused', async () => {
  for (const query of ['perpage=9', 'perpage=', 'page=-1', 'page=1.5', 'page=1e1', 'page=1&page=2']) {
    const error = await requestHttpError(server.app, 'GET', `/api/apps?${query}`)
    expect(error).toMatchObject({ status: 400, error: 'invalid-request' })
  }
  expect(
    await sendRequest(server.app, 'GET', '/api/apps?page=0&perpage=999999999999999999&points=120'),
  ).toMatchObject({
    statusCode: 200,
  })
})

test('a text that is no id is an invalid request; PostgreSQL’s other notations of a UUID are ids', async () => {
  const url = `/api/apps/${NO_ID}/groups`
  expect(await requestHttpError(server.app, 'GET', `${url}/nonsense`)).toMatchObject({ status: 400 })
  for (const id of [NO_ID, NO_ID.toUpperCase(), NO_ID.replaceAll('-', ''), `%7B${NO_ID}%7D`])
    expect(await requestHttpError(server.app, 'GET', `${url}/${id}`)).toMatchObject({ status: 404 })
})
