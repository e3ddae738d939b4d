import type { Locator } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { packageSchema } from '#contract/package.ts'
import { expect, test } from './fixtures.ts'
import { expectNoHorizontalOverflow } from './testing/expect-no-horizontal-overflow.ts'
import { kioskWithOneGroup } from './testing/kiosk.ts'
import { confirmButton, notification } from './testing/pause-dialog.ts'

const LONG_WORD = 'w'.repeat(240)
/** A picture that is none, if a browser reads it as one. */
const markup = (tag: string) => `<img src=x title=${tag}>`
/** Letters: a Nebraska takes no number of so many digits. */
const LONG_VERSION = `1.0.0-${'x'.repeat(190)}`

const heightOf = async (locator: Locator) => (await locator.boundingBox())?.height ?? Infinity

test('long words and large text widen no page, on a phone and on a desk, and a channel’s colour loads nothing', async ({
  world,
  page,
}) => {
  // The server takes no longer names.
  const channel = 'c'.repeat(25)
  const name = 'w'.repeat(50)
  const kiosk = await world.application({
    name: 'k'.repeat(20),
    channels: { [channel]: '2.0.0' },
    groups: { [name]: { channel } },
  })
  const group = kiosk.group(name)
  await group.change({ description: LONG_WORD })
  // The page may request nothing from another origin (fixtures.ts).
  const { id, read } = kiosk.channel(channel)
  const { application_id, arch, package_id } = await read()
  const colour = { application_id, name: channel, arch, package_id, color: 'url(//example.org/c.png)' }
  await world.rest.put(`/api/apps/${kiosk.id}/channels/${id}`, colour)
  const node = kiosk.node({ group: name, version: LONG_VERSION, alias: LONG_WORD })
  await node.checkIn()
  await node.fail()
  const devtools = await page.context().newCDPSession(page)
  const standard = 16
  for (const path of [
    `/?application=${kiosk.id}`,
    group.path,
    `${group.path}/rollout`,
    `${group.path}/nodes`,
    `${group.path}/edit`,
    `${group.path}/history`,
    node.path,
    kiosk.pipelinePath,
    kiosk.channel(channel).path.replace(/\/package$/, ''),
    `/applications/${kiosk.id}/packages/${kiosk.packageId('2.0.0')}`,
    `/versions?application=${kiosk.id}`,
    `/nodes?application=${kiosk.id}`,
    '/activity',
    '/freeze',
  ]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
    for (const [width, textSize] of [
      [1280, 1],
      [390, 1],
      [390, 2],
    ] as const) {
      await page.setViewportSize({ width, height: 844 })
      await devtools.send('Page.setFontSizes', { fontSizes: { standard: standard * textSize } })
      await test.step(`${path} at ${width} px, text at ${100 * textSize}%`, () =>
        expectNoHorizontalOverflow(page))
    }
  }
})

test('text at 200% by a style of one’s own widens no page', async ({ world, page, hasAuditLog }) => {
  const kiosk = await kioskWithOneGroup(world)
  const { path } = kiosk.group('canary')
  const node = kiosk.node({ group: 'canary', version: '1.0.0' })
  await node.checkIn()
  await node.fail()
  for (const url of [
    '/',
    '/timelines',
    ...(hasAuditLog ? ['/audit-log'] : []),
    `/versions?application=${kiosk.id}`,
    path,
    ...['rollout', 'history', 'join'].map((view) => `${path}/${view}`),
    node.path,
    kiosk.pipelinePath,
    `/applications/${kiosk.id}/packages/new`,
    `/applications/${kiosk.id}/packages/${kiosk.packageId('2.0.0')}`,
  ]) {
    await page.goto(url)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.addStyleTag({ content: 'html { font-size: 200% }' })
    for (const width of [390, 768]) {
      await page.setViewportSize({ width, height: 844 })
      await test.step(`${url} at ${width} px`, () => expectNoHorizontalOverflow(page))
    }
  }
})

test('a long version and a long name take no more lines of the fleet’s table, and break no label of a group', async ({
  world,
  page,
}) => {
  const version = `1.0.0-${'x'.repeat(80)}`
  const kiosk = await world.application({
    name: 'k'.repeat(20),
    channels: { stable: version },
    groups: { canary: { channel: 'stable' } },
  })
  await kiosk.nodes(1, { group: 'canary', version }).checkIn()
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto(`/?application=${kiosk.id}`)
  const target = page.getByTitle(version, { exact: true })
  await expect(target).toBeVisible()
  expect(await heightOf(target)).toBeLessThan(24)

  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(kiosk.group('canary').path)
  for (const label of ['Channel', 'Target version']) {
    const term = page.getByRole('term').filter({ hasText: new RegExp(`^${label}$`) })
    await expect(term).toBeVisible()
    expect(await heightOf(term), label).toBeLessThan(24)
  }
})

test('a name that turns the direction of text turns nothing around it', async ({ world, page }) => {
  const turned = 'rack\u202E7'
  const kiosk = await world.application({
    channels: { stable: '2.0.0' },
    groups: { [turned]: { channel: 'stable' } },
  })
  await page.goto(kiosk.group(turned).path)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page).toHaveTitle(/^\u2068rack\u202E7\u2069 · Platte$/)
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog', { name: 'Go to' }).getByRole('combobox').fill('rollout of rack')
  await expect(page.getByRole('option', { name: 'Rollout of \u2068rack\u202E7\u2069' }).first()).toBeVisible()
})

test('markup in names and addresses is text on screen, in notifications and in a report', async ({
  world,
  page,
  hasAuditLog,
}) => {
  const kiosk = await world.application({
    name: markup('app'),
    channels: { [markup('c')]: '2.0.0' },
    groups: { [markup('group')]: { channel: markup('c'), policy: { policy_updates_enabled: true } } },
  })
  const group = kiosk.group(markup('group'))
  await group.change({ description: markup('description') })
  const node = kiosk.node({ group: markup('group'), version: '1.0.0', alias: markup('alias') })
  await node.checkIn()
  const { id } = await world.rest.post(
    `/api/apps/${kiosk.id}/packages`,
    {
      application_id: kiosk.id,
      version: '3.0.0',
      arch: 1,
      type: 4,
      url: 'javascript:document.title',
      filename: '',
      size: '',
      hash: '',
      description: markup('release'),
      channels_blacklist: [],
    },
    packageSchema,
  )
  const expectNoMarkup = () =>
    expect(page.locator('img[src="x"], a[href^="javascript:"], a[href^="data:"]')).toHaveCount(0)

  const shown: [path: string, text: string][] = [
    [`/applications/${kiosk.id}`, markup('c')],
    [`/applications/${kiosk.id}/packages/${id}`, 'javascript:document.title'],
    [node.path, markup('alias')],
    [`${group.path}/rollout`, markup('group')],
  ]
  if (hasAuditLog) shown.push(['/audit-log', markup('group')])
  for (const [path, text] of shown) {
    await page.goto(path)
    await test.step(path, async () => {
      await expect(
        page
          .getByText(text)
          .or(page.locator(`input[value="${text}"]`))
          .first(),
      ).toBeVisible()
      await expectNoMarkup()
    })
  }
  await page.goto(`${group.path}/rollout`)
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await confirmButton(page, 'Pause').click()
  await expect(notification(page, markup('group'))).toBeVisible()
  await expectNoMarkup()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export report' }).click()
  const report = await readFile(await (await download).path(), 'utf8')
  expect(report).toContain('&lt;img src=x title=group&gt;')
  expect(report).not.toContain('<img src=x')
})
