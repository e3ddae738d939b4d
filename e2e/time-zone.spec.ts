import { expect, test } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { kioskWithOneGroup } from './testing/kiosk.ts'

test.use({ timezoneId: 'Europe/Berlin' })

test('an operator reads the times of a group in its own zone', async ({ world, page }) => {
  const kiosk = await kioskWithOneGroup(world, { policy_timezone: 'Asia/Kolkata' })
  const node = kiosk.node({ group: 'canary', version: '1.0.0' })
  await node.update()
  await page.goto(`${kiosk.group('canary').path}/history`)
  const chart = page.getByRole('figure', { name: 'Versions of canary over time' })
  await expect(chart).toContainText('Times in Europe/Berlin')
  await page.getByLabel('Times in').selectOption('Asia/Kolkata (the group’s)')
  await expect(chart).toContainText('Times in Asia/Kolkata')
  await chart.getByText('Show as a table').click()
  await expectNoAxeViolations(page)

  await page.goto(`/activity?group=${kiosk.group('canary').id}`)
  await expect(page.getByRole('region', { name: 'Entries' })).toContainText('times in Asia/Kolkata')
  await page.getByRole('combobox', { name: 'Group' }).selectOption('Any group')
  await expect(page.getByRole('region', { name: 'Entries' })).toContainText('times in Europe/Berlin')

  await page.goto(node.path)
  const facts = page.getByRole('region', { name: 'Facts' })
  await expect(facts).toContainText('GMT+5:30')
  await page.getByLabel('Times in').selectOption('Europe/Berlin (yours)')
  await expect(facts).toContainText(/CES?T/)
  await expect(facts).not.toContainText('GMT+5:30')
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Fleet')
  await expect(page.getByLabel('Times in')).toBeHidden()
})
