import { createHash } from 'node:crypto'
import type { Page } from '@playwright/test'
import { packagePageSchema } from '#contract/package.ts'
import { expect, needsPlatteProcess, test } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { expectNoHorizontalOverflow } from './testing/expect-no-horizontal-overflow.ts'
import { expectTableRow } from './testing/expect-table-row.ts'
import { serve } from './testing/serve.ts'
import type { World } from './world/world.ts'

const SHA256 = 'LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ='

async function kioskWithChannels(world: World) {
  const kiosk = await world.application({
    channels: { beta: '2.0.0', stable: '1.0.0' },
    groups: { everyone: { channel: 'stable' } },
  })
  const packages = `/applications/${kiosk.id}/packages`
  const read = async () =>
    (await world.rest.get(`/api/apps/${kiosk.id}/packages?perpage=100`, packagePageSchema)).packages ?? []
  return {
    kiosk,
    packages,
    form: `${packages}/new`,
    channelForm: `/applications/${kiosk.id}/channels/new`,
    read,
  }
}

const text = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const choice = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true })
const add = (page: Page, what = 'package') => page.getByRole('button', { name: `Add the ${what}` })
const fill = async (page: Page, version: string) => {
  await text(page, 'Version').fill(version)
  await text(page, 'URL').fill('https://updates.example.test/')
}
const notSaved = (page: Page) => page.getByRole('region', { name: 'Not saved' })
const notification = (page: Page, words: string) => page.getByRole('alert').filter({ hasText: words })

function postsOf(page: Page): Record<string, unknown>[] {
  const posts: Record<string, unknown>[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') posts.push(request.postDataJSON())
  })
  return posts
}

test('an operator adds a Flatcar package, and it can be promoted', async ({ world, page }) => {
  const { kiosk, packages, read } = await kioskWithChannels(world)
  await page.goto(packages)
  const table = page.getByRole('table', { name: 'Packages' })
  await expectTableRow(table, { Version: '2.0.0', Arch: 'amd64', Channels: 'beta' })
  await page.getByRole('link', { name: 'Add a package' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()

  await choice(page, 'Type').selectOption('Flatcar')
  const suggest = page.getByRole('button', { name: 'Use Flatcar’s official download URL' })
  await expect(suggest).toBeDisabled()
  await text(page, 'Version').fill('4100.0.0')
  await suggest.click()
  await expect(text(page, 'URL')).toHaveValue('https://update.release.flatcar-linux.net/amd64-usr/4100.0.0/')
  await expect(text(page, 'File name')).toHaveValue('flatcar_production_update.gz')
  await text(page, 'Size').fill('350000000')
  await text(page, 'SHA-1').fill('qvTGHdzF6KLavt4PO0gs2a6pQ00=')
  await text(page, 'SHA-256').fill(SHA256)
  await page.getByRole('button', { name: 'Add a file' }).click()
  await page.getByRole('group', { name: 'Extra file 1' }).getByLabel('Name').fill('oem-ami.gz')
  await page.getByRole('group', { name: 'Blacklist' }).getByRole('checkbox', { name: 'beta' }).check()
  await add(page).dblclick()

  await expect(notification(page, 'Added package 4100.0.0 (amd64)')).toBeVisible()
  await expect(page).toHaveURL(packages)
  await expectTableRow(table, { Version: '4100.0.0', Type: 'Flatcar', Channels: 'blacklisted for beta' })
  const made = (await read()).filter(({ version }) => version === '4100.0.0')
  expect(made).toMatchObject([
    {
      size: '350000000',
      channels_blacklist: [kiosk.channel('beta').id],
      flatcar_action: { sha256: SHA256 },
      extra_files: [{ name: 'oem-ami.gz' }],
    },
  ])
  await page.goto(kiosk.channel('stable').path)
  await expect(page.getByRole('link', { name: '4100.0.0', exact: true })).toBeVisible()
})

test('a package is filled in from its file, and another file is told apart', async ({ world, page }) => {
  needsPlatteProcess()
  const { form } = await kioskWithChannels(world)
  const payload = Buffer.concat([Buffer.from('CrAU'), Buffer.alloc(3_000_000, 7)])
  const mirror = await serve(({ url }, response) => {
    if (url !== '/4100.0.0/update.gz') response.statusCode = 404
    response.end(response.statusCode === 200 ? payload : '')
  })
  try {
    await page.goto(form)
    await choice(page, 'Type').selectOption('Flatcar')
    await text(page, 'Version').fill('4100.0.0')
    await text(page, 'URL').fill(`${mirror.url}/4100.0.0/`)
    await text(page, 'File name').fill('update.gz')
    const check = page.getByRole('button', { name: 'Check the file' })
    await check.click()
    await expect(page.getByText('The file has 3,000,004 bytes, and matches the package.')).toBeVisible()
    await expect(text(page, 'Size')).toHaveValue('3000004')
    await expect(text(page, 'SHA-256')).toHaveValue(createHash('sha256').update(payload).digest('base64'))

    await text(page, 'Size').fill('3000005')
    await expect(
      page.getByText('The file’s size in bytes is 3000004, and the package has 3000005.'),
    ).toBeVisible()
    await text(page, 'File name').fill('missing.gz')
    await check.click()
    await expect(page.getByText('404')).toBeVisible()
  } finally {
    await mirror.stop()
  }
})

test('an invalid field shows its error, and nothing is sent or lost', async ({ world, page }) => {
  const { form } = await kioskWithChannels(world)
  await page.goto(form)
  const posts = postsOf(page)
  await text(page, 'Version').fill('2.0')
  await text(page, 'Description').fill('Half a version')
  // The server would take these, and no node could install it.
  await text(page, 'Size').fill('12 MB')
  await text(page, 'SHA-1').fill('zzz')
  await add(page).click()
  await expect(notSaved(page)).toBeFocused()
  await expect(text(page, 'Version')).toHaveAccessibleDescription(/must be three numbers/)
  await expect(text(page, 'URL')).toHaveAccessibleDescription(/URL must not be empty/)
  await expect(text(page, 'Size')).toHaveAccessibleDescription(/a whole number of bytes/)
  await expect(text(page, 'SHA-1')).toHaveAccessibleDescription(/20 bytes in base64/)
  await expectNoAxeViolations(page)
  await notSaved(page).getByRole('link', { name: 'URL' }).click()
  await expect(text(page, 'URL')).toBeFocused()

  // There is one of that version already.
  await text(page, 'Version').fill('2.0.0')
  await text(page, 'Size').fill('')
  await text(page, 'SHA-1').fill('')
  await text(page, 'URL').fill('https://updates.example.test/')
  await expect(notSaved(page)).toBeHidden()
  await text(page, 'URL').press('Enter')
  await expect(notSaved(page)).toContainText('Another package of this version and architecture')
  await expect(text(page, 'Description')).toHaveValue('Half a version')
  expect(posts).toEqual([])
})

test('leaving asks before entries are lost', async ({ world, page }) => {
  const { packages, form } = await kioskWithChannels(world)
  await page.goto(form)
  await text(page, 'Version').fill('3.0.0')
  await page.getByRole('link', { name: 'Cancel' }).click()
  const question = page.getByRole('dialog', { name: 'Leave without saving?' })
  await question.getByRole('button', { name: 'Keep editing' }).click()
  await expect(text(page, 'Version')).toHaveValue('3.0.0')
  await page.getByRole('link', { name: 'Cancel' }).click()
  await question.getByRole('button', { name: 'Discard edits' }).click()
  await expect(page).toHaveURL(packages)
})

test.describe('when the server refuses or does not answer', () => {
  test.use({ allowFailedLoads: true })

  test('an error of the server appears at its field', async ({ world, page, upstream }) => {
    test.skip(upstream !== null, 'A Nebraska refuses without a word.')
    const { kiosk, form } = await kioskWithChannels(world)
    await page.goto(form)
    await fill(page, '3.0.0')
    await page.getByRole('group', { name: 'Blacklist' }).getByRole('checkbox', { name: 'beta' }).check()
    await world.rest.delete(`/api/apps/${kiosk.id}/channels/${kiosk.channel('beta').id}`)
    await add(page).click()
    await expect(notSaved(page)).toContainText('Rejected by the server. No package was added.')
    await expect(notSaved(page)).toContainText('Blacklist names an unknown channel.')
    await expect(text(page, 'Version')).toHaveValue('3.0.0')
  })

  test('a package is found when the response was lost, and sent again when the request was lost', async ({
    world,
    page,
  }) => {
    const { form, read } = await kioskWithChannels(world)
    let tries = 0
    await page.route('**/api/apps/*/packages', async (route) => {
      if (route.request().method() !== 'POST') return route.fallback()
      tries += 1
      if (tries > 1) await route.fetch()
      return route.abort('connectionreset')
    })
    await page.goto(form)
    await fill(page, '3.0.0')
    await add(page).click()
    await expect(notSaved(page)).toContainText('The server did not respond. So far there is no such package.')
    await add(page).click()
    await expect(notification(page, 'Added package 3.0.0 (amd64)')).toBeVisible()
    expect((await read()).filter(({ version }) => version === '3.0.0')).toHaveLength(1)
  })
})

test('an operator adds a channel with a package, with the keyboard', async ({ world, page }) => {
  const { kiosk, channelForm } = await kioskWithChannels(world)
  await page.goto(kiosk.pipelinePath)
  await page.getByRole('link', { name: 'Add a channel' }).click()
  await expect(page).toHaveURL(channelForm)
  await add(page, 'channel').focus()
  await page.keyboard.press('Enter')
  await expect(text(page, 'Name')).toHaveAccessibleDescription(/Name must not be empty/)
  await text(page, 'Name').focus()
  await page.keyboard.type('beta')
  await page.keyboard.press('Enter')
  await expect(notSaved(page)).toContainText('Another channel of this name and architecture')
  await text(page, 'Name').focus()
  await page.keyboard.type('-2')
  await choice(page, 'Package').focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('listbox').getByRole('option')).toHaveText(['2.0.0', '1.0.0'])
  await page.keyboard.type('1.')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(choice(page, 'Package')).toHaveValue('1.0.0')
  await add(page, 'channel').focus()
  await page.keyboard.press('Enter')
  await expect(notification(page, 'Added channel beta-2 (amd64)')).toBeVisible()
  await expect(page).toHaveURL(kiosk.pipelinePath)
  await expect(page.getByRole('heading', { level: 3 })).toContainText(['beta', 'beta-2', 'stable'])
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('the pages fit, and axe finds nothing', async ({ world, page }) => {
    const { packages, form, channelForm } = await kioskWithChannels(world)
    for (const path of [packages, form, channelForm]) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Kiosk OS')
      if (path === form) await page.getByRole('button', { name: 'Add a file' }).click()
      await expectNoAxeViolations(page)
      await expectNoHorizontalOverflow(page)
    }
  })
})
