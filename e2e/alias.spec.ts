import { expect, test } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { kioskWithOneGroup } from './testing/kiosk.ts'

const HOSTILE = '<img src=x onerror=alert(1)> \u202Egnp.exe'

test('an operator gives a node an alias, takes it back, and the node’s own alias wins', async ({
  world,
  page,
}) => {
  const kiosk = await kioskWithOneGroup(world)
  const node = kiosk.node({ group: 'canary', version: '2.0.0' })
  await node.checkIn()
  await page.goto(node.path)
  const heading = page.getByRole('heading', { level: 1 })
  const field = page.getByRole('textbox', { name: 'Alias' })
  const notification = (words: string) => page.getByRole('alert').filter({ hasText: words })

  await page.getByRole('button', { name: 'Add an alias' }).click()
  await expect(field).toBeFocused()
  await expect(field).toHaveAccessibleDescription(/reports an alias of its own replaces this one/)
  await page.keyboard.press('Escape')
  const add = page.getByRole('button', { name: 'Add an alias' })
  await expect(add).toBeFocused()
  await page.keyboard.press('Enter')
  await field.fill('x'.repeat(257))
  await page.keyboard.press('Enter')
  await expect(field).toHaveAccessibleDescription(/at most 256 characters/)
  await expectNoAxeViolations(page)
  await field.fill(`  ${HOSTILE} `)
  await page.keyboard.press('Enter')
  await expect(notification('is now called')).toContainText(HOSTILE)
  await expect(heading).toHaveText(HOSTILE)

  await notification('is now called').getByRole('button', { name: 'Undo' }).click()
  await expect(notification('has no alias now')).toBeVisible()
  await expect(heading).toHaveText(node.id)

  await add.click()
  await field.fill('front-door')
  await page.keyboard.press('Enter')
  await expect(heading).toHaveText('front-door')
  await kiosk.node({ id: node.id, group: 'canary', version: '2.0.0', alias: 'back-door' }).checkIn()
  await page.reload()
  await expect(heading).toHaveText('back-door')
})
