import { describe, expect, test } from 'vitest'
import { activityPageSchema } from '#contract/activity.ts'
import { channelSchema } from '#contract/channel.ts'
import { applicationForEachTest, serverForEachTest } from '#server/testing/for-each-test.ts'
import { requestJson, sendRequest, requestHttpError } from '#server/testing/rest-client.ts'
import { channelBody, NO_ID, packageBody } from '#server/testing/rest-world.ts'

const server = serverForEachTest()
const application = applicationForEachTest(server)

const activity = async () => {
  const span = 'start=2026-01-01T00:00:00Z&end=2026-12-31T00:00:00Z'
  const { activities } = await requestJson(server.app, activityPageSchema, 'GET', `/api/activity?${span}`)
  return activities ?? []
}

test('a promotion is recorded in the activity with its version and time', async () => {
  const { id } = await application.addPackage('1.0.0')
  const channel = await application.addChannel('stable')
  const url = `${application.url}/channels/${channel.id}`
  const promoted = await requestJson(server.app, channelSchema, 'PUT', url, channelBody('stable', 1, id))
  expect(promoted.package).toMatchObject({ version: '1.0.0' })
  expect(await activity()).toMatchObject([
    {
      class: 6,
      severity: 2,
      version: '1.0.0',
      channel_name: 'stable',
      application_name: 'Kiosk OS',
      created_ts: server.clock.now().toISOString(),
    },
  ])
})

test('neither renaming a channel nor removing its package is a promotion', async () => {
  const { id } = await application.addPackage('1.0.0')
  const channel = await application.addChannel('stable', 1, id)
  const url = `${application.url}/channels/${channel.id}`
  await sendRequest(server.app, 'PUT', url, channelBody('renamed', 1, id))
  await sendRequest(server.app, 'PUT', url, channelBody('renamed'))
  expect(await activity()).toEqual([])
})

describe('a channel and a package that is blacklisted for it', () => {
  test('are refused for one of two concurrent requests', async () => {
    const release = await application.addPackage('1.0.0')
    const channel = await application.addChannel('stable')
    const blacklist = packageBody('1.0.0', { channels_blacklist: [channel.id] })
    const responses = await Promise.all([
      sendRequest(server.app, 'PUT', `${application.url}/packages/${release.id}`, blacklist),
      sendRequest(
        server.app,
        'PUT',
        `${application.url}/channels/${channel.id}`,
        channelBody('stable', 1, release.id),
      ),
    ])
    expect(responses.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
    expect(responses.filter(({ statusCode }) => statusCode === 409)).toHaveLength(1)
  })

  test('are refused with a message', async () => {
    const channel = await application.addChannel('stable')
    const { id } = await application.addPackage('1.0.0', { channels_blacklist: [channel.id] })
    const url = `${application.url}/channels/${channel.id}`
    expect(await requestHttpError(server.app, 'PUT', url, channelBody('stable', 1, id))).toMatchObject({
      status: 409,
      message:
        'Version 1.0.0 is blacklisted for this channel. Remove the channel from the package’s blacklist first.',
      issues: [{ field: 'package_id' }],
    })
  })
})

test('a package of another arch is refused with the names of both', async () => {
  const { id } = await application.addPackage('1.0.0', { arch: 2 })
  const error = await requestHttpError(
    server.app,
    'POST',
    `${application.url}/channels`,
    channelBody('stable', 1, id),
  )
  expect(error).toMatchObject({ status: 400, message: 'The package is for arm64, the channel for amd64.' })
})

test('deleting an unknown channel or package is a 404', async () => {
  for (const part of ['channels', 'packages'])
    expect(await requestHttpError(server.app, 'DELETE', `${application.url}/${part}/${NO_ID}`)).toMatchObject(
      {
        status: 404,
        message: `There is no ${part.slice(0, -1)} with the id ${NO_ID}.`,
      },
    )
})
