import { expect, test } from './fixtures.ts'
import { expectNoHorizontalOverflow } from './testing/expect-no-horizontal-overflow.ts'

const LONG_WORD = 'w'.repeat(240)
const LONG_VERSION = `1.0.0-${'9'.repeat(190)}`

test('long words and versions widen no page, on a phone and on a desk', async ({ world, page }) => {
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
  const node = kiosk.node({ group: name, version: LONG_VERSION, alias: LONG_WORD })
  await node.checkIn()
  await node.fail()
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 844 })
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
    ]) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
      await test.step(`${path} at ${width}`, () => expectNoHorizontalOverflow(page))
    }
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

test('a printed page has no controls, and fits the paper', async ({ world, page }) => {
  const kiosk = await world.application({
    channels: { stable: '2.0.0' },
    groups: { canary: { channel: 'stable' } },
  })
  await kiosk.nodes(3, { group: 'canary', version: '1.0.0' }).checkIn()
  await page.goto(kiosk.group('canary').path)
  const statuses = page.getByRole('table', { name: 'Nodes of canary by status' })
  await expect(statuses).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: 718, height: 1000 })
  await expect(statuses).toBeVisible()
  await expect(page.getByRole('banner')).toBeHidden()
  await expect(page.getByRole('button')).toHaveCount(0)
  await expect(page.getByRole('navigation', { name: 'Breadcrumbs' })).toBeVisible()
  await expectNoHorizontalOverflow(page)
})
