import * as z from 'zod/mini'
import { expect, needsPlatteServer } from './fixtures.ts'
import { demoTest as test } from './testing/demo-test.ts'
import { readTable } from './testing/expect-table-row.ts'

needsPlatteServer()

const applications = z.object({
  applications: z.array(z.object({ id: z.string(), groups: z.array(z.object({ id: z.string() })) })),
})
const stats = z.object({ total: z.number() })

test('finds the nodes that went silent over the weekend', async ({ page, demo }) => {
  const ask = async <Answer extends z.ZodMiniType>(path: string, answer: Answer) =>
    z.parse(answer, await (await page.request.get(demo.url + path)).json())
  const silent = async () => {
    const { applications: all } = await ask('/api/apps?perpage=100', applications)
    const groups = all.flatMap(({ id, groups }) =>
      groups.map((group) => `/api/apps/${id}/groups/${group.id}`),
    )
    const seen = async (duration: string) => {
      const answers = await Promise.all(
        groups.map((group) => ask(`${group}/instances_stats?duration=${duration}`, stats)),
      )
      return answers.reduce((sum, { total }) => sum + total, 0)
    }
    return (await seen('30d')) - (await seen('1d'))
  }
  const expected = await silent()
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
    page.getByText(/nodes? found · searched [\d,]+ of [\d,]+ nodes in \d+ groups/).first(),
  ).toBeVisible()
  await table.getByRole('link').first().click()
  await expect(page.getByRole('main')).toContainText('Silent since')
})
