import { MINUTE_MS, SECOND_MS } from '#contract/time-units.ts'
import type { InjectOptions } from 'fastify'
import { describe, expect, test } from 'vitest'
import { serverForEachTest, worldForEachTest } from '#server/testing/for-each-test.ts'
import { type TestNodeRequest, omahaRequestXml, sendOmaha } from '#server/testing/omaha-node.ts'
import { createUpdateServer } from '#server/testing/update-server.ts'
import { addFloor, addPackage } from '#server/testing/update-world.ts'

const server = serverForEachTest()
const world = worldForEachTest(server)

const post = (overrides: InjectOptions = {}) =>
  server.app.inject({
    method: 'POST',
    url: '/v1/update',
    headers: { 'content-type': 'text/xml' },
    payload: omahaRequestXml({ machine: 'n1', version: '1.0.0' }),
    ...overrides,
  })
const checkIn = (attributes: string, overrides: Partial<TestNodeRequest> = {}) =>
  sendOmaha(server.app, { machine: 'n1', version: '2.0.0', attributes, ...overrides })
const syncerCheckIn = (attributes = '') =>
  sendOmaha(server.app, { machine: 's1', version: '1.0.0', isSyncer: true, attributes })
const machine = (id = 'n1') =>
  server.db.selectFrom('instances').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const lastCheck = async () =>
  (
    await server.db
      .selectFrom('instance_applications')
      .select('last_check_for_updates')
      .executeTakeFirstOrThrow()
  ).last_check_for_updates

test('responds with Omaha’s elements in order', async () => {
  const response = await post()
  expect(response.statusCode).toBe(200)
  expect(response.headers['content-type']).toMatch(/^text\/xml/)
  expect(response.body).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
      '<response protocol="3.0" server="platte"><daystart elapsed_seconds="0"></daystart>' +
      '<app appid="io.example.Kiosk" status="ok"><ping status="ok"></ping><updatecheck status="ok">' +
      '<urls><url codebase="https://updates.example.test/2.0.0/"></url></urls>' +
      '<manifest version="2.0.0"><packages>' +
      '<package name="os-2.0.0.gz" hash="aGFzaA==" size="1000" required="true"></package>' +
      '</packages><actions></actions></manifest></updatecheck></app></response>',
  )
})

describe('accepts a request', () => {
  test('with a trailing slash in its path', async () => {
    expect((await post({ url: '/v1/update/' })).statusCode).toBe(200)
  })

  test.each(['//v1/update/', '//v1/update', '/v1//update/', '/v1/update//', '///v1/update?x=1'])(
    'with repeated slashes in its path: %s',
    async (url) => {
      expect((await post({ url })).statusCode).toBe(200)
    },
  )

  test.each([
    'application/xml',
    'application/json',
    'application/x-www-form-urlencoded',
    'nonsense',
    undefined,
  ])('with the content type %s', async (type) => {
    const response = await post({ headers: type === undefined ? {} : { 'content-type': type } })
    expect(response.body).toContain('<updatecheck status="ok">')
  })

  test('to any host name, from any origin', async () => {
    const headers = { host: 'updates.example.test', origin: 'https://elsewhere.example.test' }
    expect((await post({ headers })).statusCode).toBe(200)
  })

  test('of 64 KiB', async () => {
    const payload = omahaRequestXml({ machine: 'n1', version: '1.0.0' }).padEnd(64 * 1024)
    expect((await post({ payload })).statusCode).toBe(200)
  })
})

describe('refuses', () => {
  test('a request larger than 64 KiB', async () => {
    const response = await post({ payload: ' '.repeat(64 * 1024 + 1) })
    expect(response.statusCode).toBe(413)
    expect(response.json()).toMatchObject({ error: 'too-large', message: expect.any(String) })
  })

  test.each(['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const)('the method %s', async (method) => {
    const response = await server.app.inject({ method, url: '/v1/update/' })
    expect(response.statusCode).toBe(405)
    expect(response.headers['allow']).toBe('POST')
    expect(response.json()).toMatchObject({ error: 'method-not-allowed' })
  })

  test.each([
    ['malformed XML', '<request><app>', 'malformed-xml'],
    ['no body', '', 'malformed-xml'],
    ['another root element', '<response/>', 'not-omaha'],
    ['a document type declaration', '<!DOCTYPE request [<!ENTITY a "b">]><request/>', 'doctype-refused'],
  ])('%s', async (_, payload, error) => {
    const response = await post({ payload })
    expect(response.statusCode).toBe(400)
    expect(response.json()).toEqual({ error, message: expect.any(String) })
  })
})

describe('a check-in', () => {
  test('records the attributes that the machine reports', async () => {
    await checkIn('machinealias="T&amp;T" oem="azure" alephversion="1.0.0"')
    expect(await machine()).toMatchObject({
      ip: '127.0.0.1',
      alias: 'T&T',
      oem: 'azure',
      aleph_version: '1.0.0',
    })
  })

  test('keeps attributes that the machine leaves out, and an alias that was set by hand', async () => {
    await checkIn('machinealias="door" oem="azure"')
    await server.db.updateTable('instances').set({ alias: 'by hand' }).execute()
    await checkIn('alephversion="1.0.0"')
    expect(await machine()).toMatchObject({ alias: 'by hand', oem: 'azure', aleph_version: '1.0.0' })
  })

  test('is not written when it is repeated within five minutes', async () => {
    await checkIn('')
    const first = await lastCheck()
    server.clock.advance(5 * MINUTE_MS)
    await checkIn('')
    expect(await lastCheck()).toEqual(first)
    server.clock.advance(1)
    await checkIn('')
    expect(await lastCheck()).toEqual(server.clock.now())
  })

  test('is written when the version changed', async () => {
    await checkIn('')
    server.clock.advance(SECOND_MS)
    await checkIn('', { version: '2.0.1' })
    expect(await lastCheck()).toEqual(server.clock.now())
  })

  test('with a new alias writes only the alias', async () => {
    await checkIn('')
    const first = await lastCheck()
    server.clock.advance(SECOND_MS)
    await checkIn('machinealias="door"')
    expect((await machine()).alias).toBe('door')
    expect(await lastCheck()).toEqual(first)
  })

  test.each([
    ['an id longer than 50 characters', { machine: 'é'.repeat(51) }],
    ['no id', { machine: '' }],
    ['an alias longer than 256 characters', { attributes: `machinealias="${'é'.repeat(257)}"` }],
    ['an invalid version', { version: 'v1.0.0' }],
    ['a version longer than 255 characters', { version: `1.0.0-${'a'.repeat(250)}` }],
  ])('with %s fails and registers nothing', async (_, overrides) => {
    expect(await checkIn('', overrides)).toMatchObject({
      status: 'error-instanceRegistrationFailed',
      check: 'error-internal',
    })
    expect(await server.db.selectFrom('instances').select('id').execute()).toEqual([])
  })

  test('for an unknown track or application registers nothing', async () => {
    const unknown = { status: 'error-failedToRetrieveUpdatePackageInfo', check: 'error-internal' }
    expect(await checkIn('', { track: 'nowhere' })).toMatchObject(unknown)
    expect(await checkIn('', { app: 'io.example.nothing' })).toMatchObject(unknown)
    expect(await server.db.selectFrom('instances').select('id').execute()).toEqual([])
  })
})

describe('a node whose first request has events alone', () => {
  test('is registered', async () => {
    const first = await checkIn('', { ping: false, check: false, events: [[13, 1]], version: '1.0.0' })
    expect(first).toMatchObject({ status: 'ok', check: undefined })
    expect(await machine()).toMatchObject({ ip: '127.0.0.1' })
    expect(await lastCheck()).toEqual(server.clock.now())
  })

  test('is not registered with an invalid version', async () => {
    await checkIn('', { ping: false, check: false, events: [[3, 1]], version: 'ForcedUpdate' })
    expect(await server.db.selectFrom('instances').select('id').execute()).toEqual([])
  })
})

describe('a request', () => {
  test('for an unknown application and then a known one has both answered', async () => {
    const apps = ['io.example.nothing', 'io.example.Kiosk'].map(
      (id) => `<app appid="${id}" version="1.0.0" track="stable" machineid="n1"><updatecheck/></app>`,
    )
    const { body } = await post({ payload: `<request protocol="3.0">${apps.join('')}</request>` })
    expect([...body.matchAll(/<app [^>]*status="([^"]*)"/g)].map(([, status]) => status)).toEqual([
      'error-failedToRetrieveUpdatePackageInfo',
      'ok',
    ])
  })

  test.each([
    [
      'an arch that nobody knows',
      '<os arch="riscv64"/>',
      'stable',
      'error-failedToRetrieveUpdatePackageInfo',
    ],
    ['blanks around its track', '<os arch="x86_64"/>', ' stable ', 'ok'],
  ])('with %s has the status of it', async (_, os, track, status) => {
    const app = `<app appid="io.example.Kiosk" version="1.0.0" track="${track}" machineid="n1"><updatecheck/></app>`
    const { body } = await post({ payload: `<request protocol="3.0">${os}${app}</request>` })
    expect(body).toContain(`<app appid="io.example.Kiosk" status="${status}">`)
  })
})

describe('a syncer', () => {
  test('is no node that merely has its old updater', async () => {
    await addFloor(server.db, world, '1.5.0')
    const { versions } = await syncerCheckIn('board="amd64-usr"')
    expect(versions).toEqual(['1.5.0'])
  })

  test('gets every floor and the target at once, marked as such', async () => {
    await addFloor(server.db, world, '1.5.0', 'New "keys"')
    await addFloor(server.db, world, '1.7.0')
    const { xml, versions } = await syncerCheckIn('multi_manifest_ok="true"')
    expect(versions).toEqual(['1.5.0', '1.7.0', '2.0.0'])
    expect(xml).toContain('<manifest version="1.5.0" is_floor="true" floor_reason="New &#34;keys&#34;">')
    expect(xml).toContain(
      '<manifest version="1.7.0" is_floor="true" floor_reason="Required intermediate version">',
    )
    expect(xml).toContain('<manifest version="2.0.0" is_target="true">')
  })

  test('that doesn’t accept many manifests gets no update, but is granted one', async () => {
    await addFloor(server.db, world, '1.5.0')
    expect(await syncerCheckIn()).toMatchObject({ status: 'ok', check: 'noupdate' })
    const { last_update_version } = await server.db
      .selectFrom('instance_applications')
      .select('last_update_version')
      .executeTakeFirstOrThrow()
    expect(last_update_version).toBe('2.0.0')
  })

  test('that doesn’t accept many manifests gets the target of a channel without floors', async () => {
    expect(await syncerCheckIn()).toMatchObject({ check: 'ok', versions: ['2.0.0'] })
  })
})

test('a manifest has the package’s extra files and its action', async () => {
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

test('with a suffix, nodes check in at its path only', async () => {
  const hidden = await createUpdateServer({ omahaSuffix: 's3cret' })
  const send = (url: string) =>
    hidden.app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'text/xml', host: 'updates.example.com' },
      payload: omahaRequestXml({ machine: 'n1', version: '1.0.0' }),
    })
  for (const url of ['/v1/update/s3cret', '/v1/update/s3cret/', '//v1/update/s3cret'])
    expect((await send(url)).statusCode).toBe(200)
  for (const url of ['/v1/update', '/v1/update/', '/v1/update/other', '/v1/update/s3cret/x'])
    expect((await send(url)).statusCode).toBeGreaterThanOrEqual(400)
  await hidden.close()
})

const eventElement = (n: number) => `<event eventtype="${n % 2 === 0 ? 13 : 14}" eventresult="1"/>`

/** A request with so many apps, the first of them with so many events. */
function requestWith(apps: number, events: number): string {
  const app = /<app [^]*<\/app>/
  const xml = omahaRequestXml({ machine: 'n1', version: '1.0.0' })
  const [one = ''] = app.exec(xml) ?? []
  const elements = Array.from({ length: events }, (_, n) => eventElement(n)).join('')
  return xml.replace(app, one.replace('</app>', `${elements}</app>`) + one.repeat(apps - 1))
}

const countEntries = async () =>
  (await server.db.selectFrom('instance_status_history').select('id').execute()).length

describe('one request', () => {
  test('can have twenty apps and twenty events', async () => {
    await post()
    expect((await post({ payload: requestWith(20, 20) })).statusCode).toBe(200)
    expect(await countEntries()).toBe(1 + 20)
  })

  test.each([
    [21, 0],
    [1, 21],
    [1, 900],
  ])('with %d apps and %d events is refused, and writes nothing', async (apps, events) => {
    await post()
    const response = await post({ payload: requestWith(apps, events) })
    expect(response.statusCode).toBe(400)
    expect(response.json()).toEqual({
      error: 'too-many-elements',
      message: 'A request can have at most 20 <app> and 20 <event> elements.',
    })
    expect(await countEntries()).toBe(1)
  })
})
