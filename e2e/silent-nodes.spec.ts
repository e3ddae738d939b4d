import type { Page } from '@playwright/test'
import * as z from 'zod/mini'
import { expect, needsPlatteServer } from './fixtures.ts'
import { demoTest as test } from './testing/demo-test.ts'
import { readTable } from './testing/expect-table-row.ts'

needsPlatteServer()

const applicationsSchema = z.object({
  applications: z.array(z.object({ id: z.string(), groups: z.array(z.object({ id: z.string() })) })),
})
const statsSchema = z.object({ total: z.number() })

/** Nodes seen in the last 30 days, but not in the last 24 hours, by the server's own counts. */
async function countSilentNodes(page: Page, url: string): Promise<number> {
  const get = async (path: string): Promise<unknown> => (await page.request.get(url + path)).json()
  const { applications } = applicationsSchema.parse(await get('/api/apps?perpage=100'))
  const groupPaths = applications.flatMap(({ id, groups }) =>
    groups.map((group) => `/api/apps/${id}/groups/${group.id}`),
  )
  const countSeen = async (duration: string) => {
    const answers = await Promise.all(
      groupPaths.map((path) => get(`${path}/instances_stats?duration=${duration}`)),
    )
    return answers.reduce<number>((sum, stats) => sum + statsSchema.parse(stats).total, 0)
  }
  return (await countSeen('30d')) - (await countSeen('1d'))
}

test('finds every silent node of the demo fleet, the longest silence first', async ({ page, demo }) => {
  const expected = await countSilentNodes(page, demo.url)
  expect(expected).toBeGreaterThan(0)

  await page.goto(`${demo.url}/nodes`)
  await page
    .getByRole('region', { name: 'Filters' })
    .getByRole('button', { name: /^Last check/ })
    .click()
  await page.getByLabel('Silent', { exact: true }).selectOption('For more than a day')
  await page.keyboard.press('Escape')
  const chip = page.getByRole('listitem').filter({ hasText: 'Silent for more than a day' })
  await expect(chip).toContainText(`${expected} match`)

  const table = page.getByRole('table', { name: 'Nodes', exact: true })
  await expect(table).toHaveAttribute('aria-rowcount', String(expected + 1))
  await expect.poll(async () => (await readTable(table))[0]?.['Silent since']).toMatch(/^\d+ \w{3,4} \d{4}, /)
  const since = (await readTable(table)).map((row) =>
    Date.parse((row['Silent since'] ?? '').replace(/ [A-Z]+$/, '')),
  )
  expect(since).toEqual(since.toSorted((a, b) => a - b))

  await page.getByLabel('Compared with target').selectOption('Below target')
  await expect(
    page.getByText(/nodes? found in .*groups · searched [\d,]+ of [\d,]+ nodes/).first(),
  ).toBeVisible()
  await table.getByRole('link').first().click()
  await expect(page.getByRole('main')).toContainText('Silent since')
})
