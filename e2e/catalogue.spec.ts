import type { Page } from '@playwright/test'
import { channelPageSchema } from '#contract/channel.ts'
import { packagePageSchema } from '#contract/package.ts'
import { expect, test } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { expectNoHorizontalOverflow } from './testing/expect-no-horizontal-overflow.ts'
import { expectTableRow } from './testing/expect-table-row.ts'

const SHA256 = 'LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ='
const HOSTILE = '<b>"&amp;\u202Egnp.exe'

const text = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const packageField = (page: Page) => page.getByRole('combobox', { name: 'Package' })
const notification = (page: Page, words: string) => page.getByRole('alert').filter({ hasText: words })

test('a package from creation to deletion', async ({ world, page }) => {
  const kiosk = await world.application({
    channels: { beta: null, stable: '1.0.0' },
    groups: { everyone: { channel: 'stable' } },
  })
  const packages = `/applications/${kiosk.id}/packages`
  const read = async () =>
    (await world.rest.get(`/api${packages.replace('applications', 'apps')}?perpage=100`, packagePageSchema))
      .packages ?? []
  await kiosk.nodes(3, { group: 'everyone', version: '1.0.0' }).checkIn()
  await page.goto(`${packages}/new`)
  await page.getByRole('combobox', { name: 'Type' }).selectOption('Flatcar')
  await text(page, 'Version').fill('3.0.0')
  await text(page, 'URL').fill('https://updates.example.test/3.0.0/')
  await text(page, 'File name').fill('os.gz')
  await text(page, 'Size').fill('1000')
  await text(page, 'SHA-1').fill('a9993e364706816aba3e25717850c26c9cd0d89d')
  await text(page, 'SHA-256').fill(SHA256)
  await button(page, 'Add the package').click()
  await expect(notification(page, 'Added package 3.0.0 (amd64)')).toBeVisible()

  await page.getByRole('link', { name: '3.0.0 (amd64)' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Package 3.0.0' })).toBeFocused()
  await expect(page.getByRole('link', { name: 'https://updates.example.test/3.0.0/os.gz' })).toBeVisible()
  await expect(text(page, 'SHA-1')).toHaveValue('qZk+NkcGgWq6PiVxeFDCbJzQ2J0=')
  await expect(button(page, 'Save the package')).toHaveAttribute('aria-disabled', 'true')
  const other = Buffer.alloc(32, 7)
  await text(page, 'SHA-256').fill(other.toString('hex'))
  await text(page, 'Description').fill(HOSTILE)
  await page.getByRole('checkbox', { name: 'beta' }).check()
  await expectNoAxeViolations(page)
  await button(page, 'Save the package').click()
  await expect(notification(page, 'Saved package 3.0.0 (amd64)')).toBeVisible()
  const table = page.getByRole('table', { name: 'Packages' })
  await expectTableRow(table, { Version: '3.0.0', Description: HOSTILE, Channels: 'blacklisted for beta' })
  expect((await read()).find(({ version }) => version === '3.0.0')).toMatchObject({
    channels_blacklist: [kiosk.channel('beta').id],
    flatcar_action: { sha256: other.toString('base64') },
  })

  await page.getByRole('link', { name: '3.0.0 (amd64)' }).click()
  await button(page, 'Delete…').click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('No channel has it, so no node is affected.')
  await button(page, 'Delete the package').click()
  await expect(notification(page, 'Deleted package 3.0.0 (amd64)')).toBeVisible()
  await expect(table.getByRole('row')).toHaveCount(2)

  await page.getByRole('link', { name: '1.0.0 (amd64)' }).click()
  await expect(page).toHaveTitle(/^Package 1\.0\.0 \(amd64\), /)
  await button(page, 'Delete…').click()
  await expect(dialog).toContainText(/stable has it now, and will have no package\..*3 nodes of 1 group/)
  await expect(button(page, 'Delete the package')).toHaveAttribute('aria-disabled', 'true')
  await expectNoAxeViolations(page)
  await text(page, 'Name of the package').fill('1.0.0 (amd64)')
  await page.keyboard.press('Enter')
  await expect(page.getByText('No packages yet')).toBeVisible()
  expect((await kiosk.channel('stable').read()).package).toBeNull()
})

test('a channel and its floors from creation to deletion', async ({ world, page, upstream }) => {
  const kiosk = await world.application({
    channels: { beta: '3.0.0' },
    packages: ['1.0.0', '2.0.0', '4.0.0'],
    groups: { everyone: { channel: 'beta' } },
  })
  await kiosk.nodes(4, { group: 'everyone', version: '1.0.0' }).checkIn()
  await page.goto(kiosk.pipelinePath)
  await page.getByRole('link', { name: 'Add a channel' }).click()
  await text(page, 'Name').fill('stable')
  await packageField(page).fill('2.')
  await page.getByRole('option', { name: '2.0.0' }).click()
  await button(page, 'Add the channel').click()
  await expect(notification(page, 'Added channel stable')).toBeVisible()

  await page.getByRole('link', { name: 'stable', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Channel stable' })).toBeFocused()
  await text(page, 'Name').fill('beta')
  await button(page, 'Save the channel').click()
  await expect(text(page, 'Name')).toHaveAccessibleDescription(/Another channel of this architecture/)
  await text(page, 'Name').fill(HOSTILE)
  await page.getByLabel('Colour').fill('#aa0000')
  await button(page, 'Save the channel').click()
  await expect(notification(page, 'Saved channel')).toContainText(HOSTILE)
  await expect(page).toHaveURL(kiosk.pipelinePath)
  const { channels } = await world.rest.get(`/api/apps/${kiosk.id}/channels?perpage=100`, channelPageSchema)
  expect(channels?.find(({ name }) => name === HOSTILE)).toMatchObject({
    color: '#aa0000',
    package: { version: '2.0.0' },
  })
  await page.getByRole('link', { name: HOSTILE, exact: true }).click()
  await button(page, 'Delete…').click()
  await expect(page.getByRole('dialog')).toContainText('No group follows it, so no node is affected.')
  await button(page, 'Delete the channel').click()
  await expect(notification(page, 'Deleted channel')).toBeVisible()
  await expect(page.getByRole('heading', { level: 3 })).toHaveText(['beta'])

  await page.getByRole('link', { name: 'beta', exact: true }).click()
  const floors = page.getByRole('table', { name: 'Floors' })
  if (!(await kiosk.hasFloors('beta'))) {
    expect(upstream).not.toBeNull()
    await expect(page.getByRole('heading', { name: 'Groups' })).toBeVisible()
    await expect(floors).toBeHidden()
    return
  }
  await button(page, 'Set a floor…').click()
  await packageField(page).fill('4.')
  await page.getByRole('option', { name: '4.0.0' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(
    'Nodes that must install 4.0.0: none (above the channel’s package 3.0.0).',
  )
  await packageField(page).fill('2.')
  await page.getByRole('option', { name: '2.0.0' }).click()
  await expect(dialog).toContainText('Nodes that must install 2.0.0: 4 nodes')
  await dialog.getByRole('textbox', { name: 'Reason' }).fill(HOSTILE)
  await expectNoAxeViolations(page)
  await button(page, 'Set the floor').click()
  await expectTableRow(floors, { Version: '2.0.0', 'Nodes that must install it': '4 nodes', Reason: HOSTILE })
  expect(await kiosk.node({ group: 'everyone', version: '1.0.0' }).checkIn()).toMatchObject({
    update: '2.0.0',
  })
  await expectNoAxeViolations(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoHorizontalOverflow(page)

  await button(page, 'Delete the floor 2.0.0').click()
  await expect(dialog).toContainText('Nodes may then skip 2.0.0.')
  await button(page, 'Delete the floor').click()
  await expect(page.getByText('No floors')).toBeVisible()
})

test.describe('when the server refuses one of several writes', () => {
  test.use({ allowFailedLoads: true })

  test('a package is added with its floors; one that fails is named and tried again', async ({
    world,
    page,
    upstream,
  }) => {
    test.skip(upstream !== null, 'Some releases of Nebraska have no floors.')
    const kiosk = await world.application({
      channels: { beta: '1.0.0', stable: '1.0.0' },
      groups: {},
    })
    await page.goto(`/applications/${kiosk.id}/packages/new`)
    await text(page, 'Version').fill('2.0.0')
    await text(page, 'URL').fill('https://updates.example.test/')
    const floorOf = page.getByRole('group', { name: 'Floor of' })
    await floorOf.getByRole('checkbox', { name: 'beta' }).check()
    await floorOf.getByRole('checkbox', { name: 'stable' }).check()
    await text(page, 'Reason of the floor').fill('new partitions')
    let refused = 0
    await page.route(`**/channels/${kiosk.channel('stable').id}/floors/*`, (route) => {
      refused += 1
      const body = JSON.stringify({ error: 'busy', message: 'The database is busy.' })
      return refused === 1
        ? route.fulfill({ status: 409, contentType: 'application/json', body })
        : route.fallback()
    })
    await button(page, 'Add the package').click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('The package was added. Saved 1 of 2 changes. Saved: 2.0.0 on beta.')
    await expect(dialog).toContainText('Not saved: 2.0.0 on stable: Rejected by the server.')
    await expect(dialog.getByRole('checkbox', { name: 'stable' })).toBeChecked()
    await button(page, 'Set the floors').click()
    await expect(notification(page, 'Set 2.0.0 on stable as a floor')).toBeVisible()
    await expect(page.getByRole('region', { name: 'Use' })).toContainText('stable (new partitions)')
    expect(refused).toBe(2)
  })
})
