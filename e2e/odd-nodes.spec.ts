import { expect, test } from './fixtures.ts'

const MARKUP = `<img src=x onerror="alert(1)"> & 'co'`

// What is gone is answered with 404, and a Nebraska fails on some of it.
test.use({ allowFailedLoads: true })

test('the page of an odd node shows something true', async ({ world, page, upstream }) => {
  const kiosk = await world.application({
    channels: { stable: '2.0.0', empty: null },
    groups: { canary: { channel: 'stable' }, production: { channel: 'stable' }, idle: { channel: 'empty' } },
  })
  const till = await world.application({
    channels: { stable: '7.1.0' },
    groups: { shop: { channel: 'stable' } },
  })
  const heading = page.getByRole('heading', { level: 1 })
  const facts = page.getByRole('region', { name: 'Facts' })

  const fresh = kiosk.node({ group: 'idle', version: '1.0.0', alias: MARKUP })
  await fresh.checkIn()
  await page.goto(fresh.path)
  await expect(heading).toHaveText(MARKUP)
  await expect(page.getByRole('navigation', { name: 'Breadcrumbs' })).toContainText(MARKUP)
  await expect(page.getByText('The node has been neither granted an update nor put on hold.')).toBeVisible()
  await expect(page.getByRole('region', { name: /^Why this node/ })).toContainText('package')

  const roaming = kiosk.node({ group: 'canary', version: '2.0.0' })
  const { id } = roaming
  await roaming.checkIn()
  await kiosk.node({ group: 'production', version: '2.0.0', id }).checkIn()
  await page.goto(roaming.path)
  await page.getByText('The node has moved to production').getByRole('link').click()
  await expect(page).toHaveURL(new RegExp(`${kiosk.group('production').id}/nodes/`))
  await expect(facts).toContainText('Groupproduction')

  const alsoTill = till.node({ group: 'shop', version: '7.0.0', id })
  await alsoTill.update()
  await page.goto(alsoTill.path)
  await expect(facts).toContainText('Version7.1.0')
  if (upstream === null) {
    await facts.getByRole('link', { name: kiosk.name }).click()
    await expect(facts).toContainText('Version2.0.0')
  }

  await world.rest.delete(`/api/apps/${till.id}/groups/${till.group('shop').id}`)
  await page.goto(alsoTill.path)
  await expect(
    page.getByText('The node’s group was deleted').or(page.getByRole('heading', { name: 'Node not found' })),
  ).toBeVisible()
  // A Nebraska no longer knows the node.
  if (upstream === null)
    await expect(page.getByText(/^The node has had updates, in a group that was deleted/)).toBeVisible()
})
