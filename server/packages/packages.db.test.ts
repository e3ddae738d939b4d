import { expect, test } from 'vitest'
import { packagePageSchema, packageSchema } from '#contract/package.ts'
import { applicationForEachTest, serverForEachTest } from '#server/testing/for-each-test.ts'
import { requestJson, sendRequest, requestHttpError } from '#server/testing/rest-client.ts'
import { groupBody, packageBody } from '#server/testing/rest-world.ts'

const server = serverForEachTest()
const application = applicationForEachTest(server)

const actionBody = (flatcar_action: object) => packageBody('1.0.0', { type: 1, flatcar_action })

const search = async (part: string) => {
  const url = `${application.url}/packages?perpage=50&searchVersion=${encodeURIComponent(part)}`
  const { packages, totalCount } = await requestJson(server.app, packagePageSchema, 'GET', url)
  expect(packages?.length ?? 0).toBe(totalCount)
  return packages?.map(({ version }) => version) ?? []
}

test('packages are listed by the numbers of their versions, newest first', async () => {
  for (const version of ['9.0.0', '10.0.0', '9.10.0', '9.9.0', '9.10.0-beta.1'])
    await application.addPackage(version)
  // With the same numbers, the package that was created last is first.
  expect(await search('')).toEqual(['10.0.0', '9.10.0-beta.1', '9.10.0', '9.9.0', '9.0.0'])
})

test('a search treats SQL wildcards literally', async () => {
  await application.addPackage('1.0.0-rc.1')
  expect(await search('RC')).toEqual(['1.0.0-rc.1'])
  for (const part of ['%', '_', '1_0', '\\', "'", '1.0%']) expect(await search(part)).toEqual([])
})

test('a refused change leaves the whole package unchanged', async () => {
  const channel = await application.addChannel('stable')
  const file = { name: 'oem.raw', hash: 'h', size: '1', hash256: '' }
  const before = await application.addPackage('1.0.0', {
    extra_files: [file],
    channels_blacklist: [channel.id],
  })
  await application.addPackage('2.0.0')
  const url = `${application.url}/packages/${before.id}`
  const taken = packageBody('2.0.0')
  expect(await requestHttpError(server.app, 'PUT', url, taken)).toMatchObject({
    status: 409,
    error: 'version-taken',
  })
  const unknown = packageBody('3.0.0', { channels_blacklist: [application.id] })
  expect(await requestHttpError(server.app, 'PUT', url, unknown)).toMatchObject({
    status: 400,
    error: 'unknown-channel',
  })
  expect(await requestJson(server.app, packageSchema, 'GET', url)).toEqual(before)
})

test('the hash of a Flatcar package changes without the id of its action, and not with another one’s', async () => {
  const flatcar = { type: 1, flatcar_action: { sha256: 'one' } }
  const before = await application.addPackage('1.0.0', flatcar)
  const other = await application.addPackage('2.0.0', flatcar)
  const url = `${application.url}/packages/${before.id}`
  const hashAfter = async (action: object) =>
    (await requestJson(server.app, packageSchema, 'PUT', url, actionBody(action))).flatcar_action?.sha256
  expect(await hashAfter({ sha256: ' two ' })).toBe('two')
  expect(await hashAfter({ sha256: '' })).toBe('two')
  expect(await hashAfter({ id: before.flatcar_action?.id, sha256: 'three' })).toBe('three')
  const foreign = actionBody({ id: other.flatcar_action?.id, sha256: 'four' })
  expect(await requestHttpError(server.app, 'PUT', url, foreign)).toMatchObject({
    status: 400,
    error: 'unknown-action',
  })
})

test('names, tracks and URLs are stored without blanks at their ends', async () => {
  const release = await application.addPackage(' 1.0.0 ', { url: ' https://updates.example.test/ ' })
  expect(release).toMatchObject({ version: '1.0.0', url: 'https://updates.example.test/' })
  expect(await application.addChannel(' stable\t')).toMatchObject({ name: 'stable' })
  const group = groupBody({ name: ' Canary ', track: ' canary ' })
  expect((await sendRequest(server.app, 'POST', `${application.url}/groups`, group)).json()).toMatchObject({
    name: 'Canary',
    track: 'canary',
  })
})

test('a package that is a floor can’t be deleted', async () => {
  const release = await application.addPackage('1.0.0')
  const channel = await application.addChannel('stable')
  await sendRequest(server.app, 'PUT', `/api/channels/${channel.id}/floors/${release.id}`)
  expect(
    await requestHttpError(server.app, 'DELETE', `${application.url}/packages/${release.id}`),
  ).toMatchObject({
    status: 409,
    message: 'Version 1.0.0 is a floor of a channel. Remove the floor before you delete the package.',
  })
})

test('an error in a file names the field and the file’s position', async () => {
  const body = packageBody('1.0.0', { extra_files: [{ name: '', hash: '', size: '', hash256: '' }] })
  expect(await requestHttpError(server.app, 'POST', `${application.url}/packages`, body)).toMatchObject({
    message: 'extra_files.0.name: name must not be empty.',
    issues: [{ field: 'extra_files.0.name' }],
  })
})
