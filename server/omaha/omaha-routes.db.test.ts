import { MINUTE_MS, SECOND_MS } from '#contract/time-units.ts'
import type { InjectOptions } from 'fastify'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type NodeSays, requestXml, say } from '#server/testing/omaha-node.ts'
import { createUpdateServer, type UpdateServer } from '#server/testing/update-server.ts'
import { addFloor, addPackage, createUpdateWorld, type UpdateWorld } from '#server/testing/update-world.ts'

let server: UpdateServer
let world: UpdateWorld
beforeEach(async () => {
  server = await createUpdateServer()
  world = await createUpdateWorld(server.db)
})
afterEach(() => server.close())

const post = (over: InjectOptions = {}) =>
  server.app.inject({
    method: 'POST',
    url: '/v1/update',
    headers: { 'content-type': 'text/xml' },
    payload: requestXml({ machine: 'n1', version: '1.0.0' }),
    ...over,
  })
const checkIn = (attributes: string, over: Partial<NodeSays> = {}) =>
  say(server.app, { machine: 'n1', version: '2.0.0', attributes, ...over })
const syncerAsks = (attributes = '') =>
  say(server.app, { machine: 's1', version: '1.0.0', isSyncer: true, attributes })
const machine = (id = 'n1') =>
  server.db.selectFrom('instances').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const lastCheck = async () =>
  (
    await server.db
      .selectFrom('instance_applications')
      .select('last_check_for_updates')
      .executeTakeFirstOrThrow()
  ).last_check_for_updates

test('answers as Omaha does, element by element', async () => {
  const answer = await post()
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['content-type']).toMatch(/^text\/xml/)
  expect(answer.body).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
      '<response protocol="3.0" server="platte"><daystart elapsed_seconds="0"></daystart>' +
      '<app appid="io.example.Kiosk" status="ok"><ping status="ok"></ping><updatecheck status="ok">' +
      '<urls><url codebase="https://updates.example.test/2.0.0/"></url></urls>' +
      '<manifest version="2.0.0"><packages>' +
      '<package name="os-2.0.0.gz" hash="aGFzaA==" size="1000" required="true"></package>' +
      '</packages><actions></actions></manifest></updatecheck></app></response>',
  )
})

describe('takes a request', () => {
  test('with a slash at the end of its path', async () => {
    expect((await post({ url: '/v1/update/' })).statusCode).toBe(200)
  })

  test.each([
    'application/xml',
    'application/json',
    'application/x-www-form-urlencoded',
    'nonsense',
    undefined,
  ])('whose type is %s', async (type) => {
    const answer = await post({ headers: type === undefined ? {} : { 'content-type': type } })
    expect(answer.body).toContain('<updatecheck status="ok">')
  })

  test('by any name of the host, from any origin', async () => {
    const headers = { host: 'updates.example.test', origin: 'https://elsewhere.example.test' }
    expect((await post({ headers })).statusCode).toBe(200)
  })

  test('of 64 KiB', async () => {
    const payload = requestXml({ machine: 'n1', version: '1.0.0' }).padEnd(64 * 1024)
    expect((await post({ payload })).statusCode).toBe(200)
  })
})

describe('refuses', () => {
  test('a request above 64 KiB', async () => {
    const answer = await post({ payload: ' '.repeat(64 * 1024 + 1) })
    expect(answer.statusCode).toBe(413)
    expect(answer.json()).toMatchObject({ error: 'too-large', message: expect.any(String) })
  })

  test.each(['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const)('the method %s', async (method) => {
    const answer = await server.app.inject({ method, url: '/v1/update/' })
    expect(answer.statusCode).toBe(405)
    expect(answer.headers['allow']).toBe('POST')
    expect(answer.json()).toMatchObject({ error: 'method-not-allowed' })
  })

  test.each([
    ['malformed XML', '<request><app>', 'malformed-xml'],
    ['no body', '', 'malformed-xml'],
    ['another root element', '<response/>', 'not-omaha'],
    ['a document type declaration', '<!DOCTYPE request [<!ENTITY a "b">]><request/>', 'doctype-refused'],
  ])('%s', async (_, payload, error) => {
    const answer = await post({ payload })
    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toEqual({ error, message: expect.any(String) })
  })
})

describe('a check-in', () => {
  test('takes down what the machine tells of itself', async () => {
    await checkIn('machinealias="T&amp;T" oem="azure" alephversion="1.0.0"')
    expect(await machine()).toMatchObject({
      ip: '127.0.0.1',
      alias: 'T&T',
      oem: 'azure',
      aleph_version: '1.0.0',
    })
  })

  test('keeps what the machine leaves out, and an alias that was set by hand', async () => {
    await checkIn('machinealias="door" oem="azure"')
    await server.db.updateTable('instances').set({ alias: 'by hand' }).execute()
    await checkIn('alephversion="1.0.0"')
    expect(await machine()).toMatchObject({ alias: 'by hand', oem: 'azure', aleph_version: '1.0.0' })
  })

  test('is not written when it is repeated within five minutes', async () => {
    await checkIn('')
    const first = await lastCheck()
    server.clock.pass(5 * MINUTE_MS)
    await checkIn('')
    expect(await lastCheck()).toEqual(first)
    server.clock.pass(1)
    await checkIn('')
    expect(await lastCheck()).toEqual(server.clock.now())
  })

  test('is written when its version changed', async () => {
    await checkIn('')
    server.clock.pass(SECOND_MS)
    await checkIn('', { version: '2.0.1' })
    expect(await lastCheck()).toEqual(server.clock.now())
  })

  test('with a new alias writes that alone', async () => {
    await checkIn('')
    const first = await lastCheck()
    server.clock.pass(SECOND_MS)
    await checkIn('machinealias="door"')
    expect((await machine()).alias).toBe('door')
    expect(await lastCheck()).toEqual(first)
  })

  test.each([
    ['an id of more than 50 letters', { machine: 'é'.repeat(51) }],
    ['no id', { machine: '' }],
    ['an alias of more than 256 letters', { attributes: `machinealias="${'é'.repeat(257)}"` }],
    ['a version that is none', { version: 'v1.0.0' }],
    ['a version of more than 255 letters', { version: `1.0.0-${'a'.repeat(250)}` }],
  ])('with %s fails, and nothing is registered', async (_, over) => {
    expect(await checkIn('', over)).toMatchObject({
      status: 'error-instanceRegistrationFailed',
      check: 'error-internal',
    })
    expect(await server.db.selectFrom('instances').select('id').execute()).toEqual([])
  })

  test('of a track or application that is not there registers nothing', async () => {
    const unknown = { status: 'error-failedToRetrieveUpdatePackageInfo', check: 'error-internal' }
    expect(await checkIn('', { track: 'nowhere' })).toMatchObject(unknown)
    expect(await checkIn('', { app: 'io.example.nothing' })).toMatchObject(unknown)
    expect(await server.db.selectFrom('instances').select('id').execute()).toEqual([])
  })
})

describe('a syncer', () => {
  test('gets every floor and the target at once, each marked', async () => {
    await addFloor(server.db, world, '1.5.0', 'New "keys"')
    await addFloor(server.db, world, '1.7.0')
    const { xml, versions } = await syncerAsks('multi_manifest_ok="true"')
    expect(versions).toEqual(['1.5.0', '1.7.0', '2.0.0'])
    expect(xml).toContain('<manifest version="1.5.0" is_floor="true" floor_reason="New &#34;keys&#34;">')
    expect(xml).toContain(
      '<manifest version="1.7.0" is_floor="true" floor_reason="Required intermediate version">',
    )
    expect(xml).toContain('<manifest version="2.0.0" is_target="true">')
  })

  test('that can not read many manifests gets nothing, yet is granted', async () => {
    await addFloor(server.db, world, '1.5.0')
    expect(await syncerAsks()).toMatchObject({ status: 'ok', check: 'noupdate' })
    const { last_update_version } = await server.db
      .selectFrom('instance_applications')
      .select('last_update_version')
      .executeTakeFirstOrThrow()
    expect(last_update_version).toBe('2.0.0')
  })

  test('that can not read many manifests gets the target where there are no floors', async () => {
    expect(await syncerAsks()).toMatchObject({ check: 'ok', versions: ['2.0.0'] })
  })
})

test('a package with more files and an action tells them in its manifest', async () => {
  const package_id = await addPackage(server.db, world.application_id, '3.0.0', { type: 1 })
  await server.db.updateTable('channels').set({ package_id }).execute()
  await server.db
    .insertInto('package_files')
    .values([
      { package_id, name: 'oem & "vendor".raw', size: '007', hash: '', hash256: 'abc' },
      { package_id, name: 'b', size: 'many', hash: 'h', hash256: '' },
    ])
    .execute()
  expect((await post()).body).toContain('<updatecheck status="error-internal">')
  await server.db
    .insertInto('flatcar_actions')
    .values({ package_id, sha256: 'c2hh', chromeos_version: '3', needs_admin: true, metadata_size: '9' })
    .execute()
  const { body } = await post()
  expect(body).toContain(
    '<package name="oem &amp; &#34;vendor&#34;.raw" hash_sha256="abc" size="7" required="false"></package>' +
      '<package name="b" hash="h" size="0" required="false"></package>',
  )
  expect(body).toContain(
    '<action event="postinstall" DisplayVersion="3" sha256="c2hh" needsadmin="true" DisablePayloadBackoff="true" MetadataSize="9">',
  )
})
