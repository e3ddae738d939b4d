import { MINUTE_MS } from '#contract/time-units.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { applicationSchema } from '#contract/application.ts'
import { auditActorsSchema, type AuditEntry } from '#contract/audit-log.ts'
import { createApp } from '#server/app.ts'
import { applicationForEachTest, serverForEachTest } from '#server/testing/for-each-test.ts'
import { readAuditLog, sendWrite } from '#server/testing/read-audit-log.ts'
import { sendRequest, requestHttpError, requestJson } from '#server/testing/rest-client.ts'
import { channelBody, groupBody, NO_ID, packageBody } from '#server/testing/rest-world.ts'

const server = serverForEachTest()
const kiosk = applicationForEachTest(server)

const newest = async (): Promise<AuditEntry | undefined> => (await readAuditLog(server.app)).entries[0]
const names = async (query: string) =>
  (await readAuditLog(server.app, query)).entries.map(({ subject_name }) => subject_name)
const count = async () => (await readAuditLog(server.app)).totalCount

describe('a write is recorded', () => {
  test('with its actor, the resource before and after, and its reason', async () => {
    const group = await kiosk.addGroup()
    const url = `${kiosk.url}/groups/${group.id}`
    await sendWrite(server.app, 'PUT', url, groupBody({ policy_max_updates_per_period: 9 }), {
      reason: 'Größer, weil’s „eilt“ 🚀',
    })
    expect(await newest()).toEqual({
      id: expect.any(String),
      created_ts: server.clock.now().toISOString(),
      actor: 'local',
      action: 'replace',
      subject: 'group',
      application_id: kiosk.id,
      subject_id: group.id,
      subject_name: 'Canary',
      before: { ...group },
      after: { ...group, policy_max_updates_per_period: 9 },
      reason: 'Größer, weil’s „eilt“ 🚀',
      outcome: 'done',
      message: null,
    })
  })

  test('for every subject and action', async () => {
    const release = await kiosk.addPackage('2.0.0')
    const channel = await kiosk.addChannel('stable')
    const group = await kiosk.addGroup({ channel_id: channel.id })
    const floor = `/api/channels/${channel.id}/floors/${release.id}`
    await sendRequest(
      server.app,
      'PUT',
      `${kiosk.url}/channels/${channel.id}`,
      channelBody('stable', 1, release.id),
    )
    await sendRequest(server.app, 'PUT', floor, { floor_reason: 'new bootloader' })
    await sendRequest(server.app, 'PUT', floor, { floor_reason: 'newer bootloader' })
    await sendRequest(server.app, 'DELETE', floor)
    await sendRequest(server.app, 'PUT', `${kiosk.url}/packages/${release.id}`, packageBody('2.0.1'))
    await server.db.insertInto('instances').values({ id: 'node-1', ip: '10.0.0.1' }).execute()
    await sendRequest(server.app, 'PUT', '/api/instances/node-1', { alias: 'front-door' })
    await sendRequest(server.app, 'DELETE', `${kiosk.url}/groups/${group.id}`)
    await sendRequest(server.app, 'PUT', kiosk.url, { name: 'Kiosk' })
    await sendRequest(server.app, 'DELETE', kiosk.url)
    const { entries } = await readAuditLog(server.app)
    expect(entries.toReversed().map((entry) => [entry.action, entry.subject, entry.subject_name])).toEqual([
      ['create', 'application', 'Kiosk OS'],
      ['create', 'package', '2.0.0 (amd64)'],
      ['create', 'channel', 'stable (amd64)'],
      ['create', 'group', 'Canary'],
      ['replace', 'channel', 'stable (amd64)'],
      ['create', 'floor', '2.0.0 on stable (amd64)'],
      ['replace', 'floor', '2.0.0 on stable (amd64)'],
      ['delete', 'floor', '2.0.0 on stable (amd64)'],
      ['replace', 'package', '2.0.1 (amd64)'],
      ['replace', 'instance', 'front-door'],
      ['delete', 'group', 'Canary'],
      ['replace', 'application', 'Kiosk'],
      ['delete', 'application', 'Kiosk'],
    ])
    const promotion = entries.find(({ action, subject }) => action === 'replace' && subject === 'channel')
    expect(promotion?.before).toMatchObject({ package_id: null })
    expect(promotion?.after).toMatchObject({ package: { id: release.id, version: '2.0.0', arch: 1 } })
    const floors = entries.filter(({ subject }) => subject === 'floor')
    expect(floors.map(({ before, after }) => [before?.['floor_reason'], after?.['floor_reason']])).toEqual([
      ['newer bootloader', undefined],
      ['new bootloader', 'newer bootloader'],
      [undefined, 'new bootloader'],
    ])
  })

  test('only where it changes something', async () => {
    const group = await kiosk.addGroup()
    const before = await count()
    await sendRequest(server.app, 'PUT', `${kiosk.url}/groups/${group.id}`, groupBody())
    await sendRequest(server.app, 'PUT', kiosk.url, { name: 'Kiosk OS' })
    expect(await count()).toBe(before)
  })

  test('with the error message where it is refused', async () => {
    await kiosk.addGroup()
    const other = await kiosk.addGroup({ name: 'Stable', track: 'stable' })
    const url = `${kiosk.url}/groups/${other.id}`
    await sendWrite(server.app, 'PUT', url, groupBody({ track: 'stable' }), { reason: 'a better name' })
    expect(await newest()).toMatchObject({
      action: 'replace',
      subject_name: 'Stable',
      subject_id: other.id,
      before: null,
      after: null,
      reason: 'a better name',
      outcome: 'refused',
      message: 'The application already has a group “Canary”.',
    })
    await sendRequest(server.app, 'POST', `${kiosk.url}/groups`, groupBody({ policy_timezone: 'Mars/Base' }))
    expect(await newest()).toMatchObject({
      action: 'create',
      subject_name: 'Canary',
      application_id: kiosk.id,
      message: expect.stringContaining('policy_timezone'),
    })
    await sendRequest(server.app, 'DELETE', `${kiosk.url}/packages/${NO_ID}`)
    expect(await newest()).toMatchObject({ action: 'delete', subject: 'package', subject_id: NO_ID })
    const longest = groupBody({ name: `\0${'x'.repeat(900_000)}` })
    expect((await sendRequest(server.app, 'POST', `${kiosk.url}/groups`, longest)).statusCode).toBe(400)
    expect(await newest()).toMatchObject({ action: 'create', subject_name: `\uFFFD${'x'.repeat(398)}…` })
  })

  test('or fails: there is no write without its entry', async () => {
    const group = await kiosk.addGroup()
    const url = `${kiosk.url}/groups/${group.id}`
    await server.db.schema.alterTable('audit_log').renameTo('audit_log_upstream').execute()
    const response = await sendRequest(server.app, 'PUT', url, groupBody({ policy_updates_enabled: false }))
    await server.db.schema.alterTable('audit_log_upstream').renameTo('audit_log').execute()
    expect(response.statusCode).toBe(500)
    expect((await sendRequest(server.app, 'GET', url)).json()).toEqual(group)
  })

  test('with the name from a trusted proxy, and no other', async () => {
    const app = await createApp(server, { trustedProxies: ['10.0.0.0/8'] })
    const rename = (name: string, remoteAddress: string) =>
      app.inject({
        method: 'PUT',
        url: kiosk.url,
        remoteAddress,
        headers: { 'x-forwarded-user': 'ada', 'x-forwarded-for': '10.0.0.7' },
        payload: { name },
      })
    await rename('Kiosk', '10.1.2.3')
    expect(await newest()).toMatchObject({ actor: 'ada' })
    await rename('Kiosks', '192.0.2.1')
    expect(await newest()).toMatchObject({ actor: 'local', after: { name: 'Kiosks' } })
    await app.close()
  })

  test('unless another site’s page sent it', async () => {
    const before = await count()
    const headers = { origin: 'https://evil.example', 'content-type': 'application/json' }
    await server.app.inject({ method: 'DELETE', url: kiosk.url, headers })
    expect(await count()).toBe(before)
  })
})

describe('the headers of a write', () => {
  test.each([
    ['too long a reason', { 'platte-reason': 'x'.repeat(501) }, 'A reason can have at most 500 characters.'],
    [
      'an invalid percent sign',
      { 'platte-reason': '%' },
      'platte-reason must be percent-encoded, and not repeated.',
    ],
    [
      'an expectation that is no object',
      { 'platte-expected': '[1]' },
      'platte-expected must be a percent-encoded JSON object.',
    ],
    [
      'an expectation that is no JSON',
      { 'platte-expected': 'x' },
      'platte-expected must be a percent-encoded JSON object.',
    ],
  ])('are refused: %s', async (_name, headers, message) => {
    const response = await server.app.inject({
      method: 'PUT',
      url: kiosk.url,
      headers,
      payload: { name: 'x' },
    })
    expect(response.statusCode).toBe(400)
    expect(response.json()).toMatchObject({ message })
    expect(await newest()).toMatchObject({ outcome: 'refused', message })
  })

  test('may contain a reason of 500 characters of any script', async () => {
    const reason = '🚀'.repeat(500)
    await sendWrite(server.app, 'PUT', kiosk.url, { name: 'Kiosk' }, { reason })
    expect(await newest()).toMatchObject({ reason })
  })
})

describe('of two writes that expect the same values, one succeeds', () => {
  test('when both are sent at once', async () => {
    const group = await kiosk.addGroup()
    const url = `${kiosk.url}/groups/${group.id}`
    const seen = { policy_max_updates_per_period: 2, policy_updates_enabled: true }
    const responses = await Promise.all(
      [3, 4, 5, 6].map((limit) =>
        sendWrite(server.app, 'PUT', url, groupBody({ policy_max_updates_per_period: limit }), {
          expected: seen,
        }),
      ),
    )
    expect(responses.map(({ statusCode }) => String(statusCode)).toSorted()).toEqual([
      '200',
      '409',
      '409',
      '409',
    ])
    const { entries } = await readAuditLog(server.app, `subject_id=${group.id}&action=replace`)
    expect(entries.map(({ outcome }) => outcome).toSorted()).toEqual([
      'done',
      'refused',
      'refused',
      'refused',
    ])
    const succeeded = entries.find(({ outcome }) => outcome === 'done')
    expect(succeeded?.before).toMatchObject({ policy_max_updates_per_period: 2 })
  })

  test('and the other’s error names what changed', async () => {
    const group = await kiosk.addGroup()
    const url = `${kiosk.url}/groups/${group.id}`
    await sendRequest(server.app, 'PUT', url, groupBody({ policy_updates_enabled: false }))
    const expected = { policy_updates_enabled: true, policy_timezone: 'Europe/Berlin', channel_id: '' }
    const response = await sendWrite(server.app, 'PUT', url, groupBody(), { expected })
    expect(response.statusCode).toBe(409)
    expect(response.json()).toEqual({
      error: 'changed-meanwhile',
      message:
        'It was changed meanwhile (policy_updates_enabled is false now, and was true), so nothing was written: read it again, then decide.',
      issues: [
        { field: 'policy_updates_enabled', message: 'policy_updates_enabled is false now, and was true' },
      ],
    })
  })

  test('for every subject, and for deletions', async () => {
    const release = await kiosk.addPackage('2.0.0', { channels_blacklist: [] })
    const channel = await kiosk.addChannel('stable')
    const group = await kiosk.addGroup()
    await server.db.insertInto('instances').values({ id: 'node-1', ip: '10.0.0.1' }).execute()
    const outdated = { expected: { name: 'Otherwise', version: '9.0.0', alias: 'x', floor_reason: 'x' } }
    const writes = [
      ['PUT', kiosk.url, { name: 'Kiosk' }],
      ['DELETE', kiosk.url, null],
      ['PUT', `${kiosk.url}/channels/${channel.id}`, channelBody('stable')],
      ['DELETE', `${kiosk.url}/channels/${channel.id}`, null],
      ['PUT', `${kiosk.url}/packages/${release.id}`, packageBody('2.0.0')],
      ['DELETE', `${kiosk.url}/packages/${release.id}`, null],
      ['DELETE', `${kiosk.url}/groups/${group.id}`, null],
      ['PUT', `/api/channels/${channel.id}/floors/${release.id}`, {}],
      ['PUT', '/api/instances/node-1', { alias: 'y' }],
    ] as const
    for (const [method, url, body] of writes)
      expect((await sendWrite(server.app, method, url, body, outdated)).statusCode, `${method} ${url}`).toBe(
        409,
      )
  })
})

describe('the audit log lists', () => {
  beforeEach(async () => {
    for (const [index, name] of ['North 50%', 'South', 'West'].entries()) {
      server.clock.advance(MINUTE_MS)
      const body = groupBody({ name, track: `t${index}` })
      await sendWrite(server.app, 'POST', `${kiosk.url}/groups`, body, { reason: `opened the ${name} site` })
    }
  })
  test('the entries that match a filter', async () => {
    const all = ['West', 'South', 'North 50%', 'Kiosk OS']
    expect(await names('')).toEqual(all)
    expect(await names('subject=group')).toEqual(all.slice(0, 3))
    expect(await names(`application=${kiosk.id}&action=create&outcome=done&actor=local`)).toEqual(all)
    expect(await names('search=the%20south')).toEqual(['South'])
    expect(await names('search=50%25')).toEqual(['North 50%'])
    expect(await names('search=%25')).toEqual(['North 50%'])
    expect(await names('actor=ada')).toEqual([])
    expect(await names('since=2026-03-04T12:02:00Z&until=2026-03-04T12:02:30Z')).toEqual(['South'])
  })

  test('page by page, also while entries are added', async () => {
    const first = await readAuditLog(server.app, 'limit=2')
    expect(first).toMatchObject({ totalCount: 4, kept_days: 400, has_older: true })
    await kiosk.addChannel('stable')
    expect(await names(`limit=2&before=${first.entries.at(-1)?.id}`)).toEqual(['North 50%', 'Kiosk OS'])
  })

  test('fewer entries a page where they are large, and says that there are older ones', async () => {
    for (const letter of ['a', 'b', 'c'])
      await requestJson(server.app, applicationSchema, 'PUT', kiosk.url, {
        name: `Large ${letter}`,
        description: letter.repeat(900_000),
      })
    const first = await readAuditLog(server.app, 'limit=1000')
    expect(first.entries.map(({ subject_name }) => subject_name)).toEqual(['Large c', 'Large b'])
    expect(first).toMatchObject({ has_older: true, totalCount: 7 })
    const rest = await readAuditLog(server.app, `limit=1000&before=${first.entries.at(-1)?.id}`)
    expect(rest.entries.map(({ subject_name }) => subject_name)).toEqual([
      'Large a',
      'West',
      'South',
      'North 50%',
      'Kiosk OS',
    ])
    expect(rest.has_older).toBe(false)
  })

  test('everyone who wrote, by name', async () => {
    const proxied = await createApp(server, { trustedProxies: ['127.0.0.1'] })
    for (const actor of ['zoe', 'ada', 'ada'])
      await proxied.inject({
        method: 'PUT',
        url: kiosk.url,
        payload: { name: `Kiosk ${actor}` },
        headers: { 'x-forwarded-user': actor, 'x-forwarded-for': '10.0.0.7' },
      })
    await proxied.close()
    const { actors } = await requestJson(server.app, auditActorsSchema, 'GET', '/platte/audit-log/actors')
    expect(actors).toEqual(['ada', 'local', 'zoe'])
  })

  test.each([
    ['subject=node', 'subject must be one of application, group, channel, package, floor, instance'],
    ['action=edit', 'action must be one of create, replace, delete'],
    ['outcome=ok', 'outcome must be one of done, refused, unknown'],
    ['since=yesterday', 'since must be a time such as 2026-08-06T14:30:18Z'],
    ['before=x', 'before must be the id of an entry'],
    ['limit=0', 'limit must be 1 or more'],
    ['limit=1001', 'limit must be 1000 or less'],
    ['actor=a&actor=b', 'actor must not be repeated'],
    ['search=%00', 'search must not contain the character NUL'],
  ])('nothing for an invalid filter: %s', async (query, message) => {
    const error = await requestHttpError(server.app, 'GET', `/platte/audit-log?${query}`)
    expect(error).toMatchObject({ status: 400, issues: [{ field: query.split('=')[0], message }] })
  })
})
