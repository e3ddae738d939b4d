import { expect, needsPlatteServer } from './fixtures.ts'
import { demoTest as test } from './testing/demo-test.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { readTable } from './testing/expect-table-row.ts'
import { fleetTable } from './testing/fleet-table.ts'

needsPlatteServer()

test('the first start shows a simulated fleet, says that it is one, and compares its rollouts of a month', async ({
  page,
  demo,
}) => {
  await page.goto(demo.url)
  await expect(page.getByText('Demo: these nodes are simulated')).toBeVisible()
  const groups = fleetTable(page)
  const states = async () => (await readTable(groups)).map((row) => row['State'])
  // Whether a rollout is at its limit changes from moment to moment.
  for (const state of [/Rolling out|At the limit/, /Paused/, /Held by safe mode/]) {
    await expect.poll(states).toContainEqual(expect.stringMatching(state))
  }
  await expect(page.getByLabel('Fleet totals')).toContainText(/Nodes ?(?:1,9\d\d|2,\d\d\d)/)
  await expectNoAxeViolations(page)

  await groups.getByRole('link', { name: 'Beta (ARM)', exact: true }).click()
  await page.getByRole('link', { name: 'History', exact: true }).click()
  const overlay = page.getByRole('figure', { name: 'Rollouts of Beta (ARM) from their start' })
  const rollouts = overlay.getByRole('listitem')
  await expect(rollouts).toHaveCount(4)
  const [latest = '', , before = ''] = await rollouts.allTextContents()
  await page.getByRole('combobox', { name: 'Compared with' }).selectOption({ index: 2 })
  await expect(rollouts).toHaveText([latest, before])
  await page.getByRole('combobox', { name: 'Rollout', exact: true }).selectOption({ index: 1 })
  await expect(page).toHaveURL(/\/history\?rollout=.+&with=.+/)
  await page.reload()
  await expect(rollouts).toHaveCount(2)
  await expect(rollouts.last()).toContainText(before)
})

test('a silent node shows its last report and since when it has been silent', async ({ page, demo }) => {
  await page.goto(demo.url)
  await page
    .getByRole('table', { name: 'Groups of the fleet' })
    .getByRole('link', { name: /Stable/ })
    .first()
    .click()
  await page.getByRole('link', { name: /silent nodes?, list them/ }).click()
  const nodes = page.getByRole('table', { name: 'Nodes', exact: true })
  await expect(nodes.getByRole('columnheader', { name: /Last check/ })).toHaveAttribute(
    'aria-sort',
    'ascending',
  )
  // The rows of the unfiltered list stay until the silent nodes are loaded.
  const longestSilent = nodes.locator('tbody').getByRole('row').first()
  await expect(longestSilent).toContainText(/\d+\sd ago/)
  await longestSilent.getByRole('rowheader').getByRole('link').click()
  await expect(
    page.getByText(/^Silent since .* the node has not checked in for more than a day/),
  ).toBeVisible()
  const facts = page.getByRole('region', { name: 'Facts' })
  await expect(facts).toContainText(/\d+\.\d+\.\d+/)
})
