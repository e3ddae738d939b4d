import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { expect, test } from './fixtures.ts'
import { expectTableRow } from './testing/expect-table-row.ts'
import { kioskWithPromotion } from './testing/kiosk.ts'

test('a rollout’s report opens without a server and under a strict policy, with its numbers and their hash', async ({
  world,
  page,
  browser,
}) => {
  const kiosk = await kioskWithPromotion(world)
  await kiosk.nodes(3, { group: 'canary', version: '2.0.0' }).checkIn()
  await kiosk.nodes(1, { group: 'canary', version: '1.0.0' }).checkIn()
  await page.goto(`${kiosk.group('canary').path}/rollout`)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export report' }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^canary-of-.*-rollout-of-2-0-0-.*\.html$/)
  const html = await readFile(await file.path(), 'utf8')

  const alone = await browser.newContext({ javaScriptEnabled: false })
  const reader = await alone.newPage()
  const requests: string[] = []
  reader.on('request', (request) => requests.push(request.url()))
  const address = 'http://report.invalid/'
  await reader.route(address, (route) =>
    route.fulfill({
      body: html,
      contentType: 'text/html',
      headers: { 'content-security-policy': "default-src 'none'; sandbox" },
    }),
  )
  await reader.goto(address)
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText(/^canary of .*: rollout of 2\.0\.0$/)
  await expectTableRow(reader.getByRole('table', { name: 'Versions', exact: true }), {
    Version: '2.0.0 (target)',
    Nodes: 3,
    Share: '75%',
  })
  await expect(reader.getByRole('table', { name: 'Update policy in force' })).toContainText(
    'policy_max_updates_per_period',
  )
  const chart = reader.getByRole('img', { name: 'Versions over the last 30 days' })
  await expect(chart.locator('text').filter({ hasText: '2.0.0' }), 'the name of its band').toBeVisible()
  await expect(reader.getByText(/Channel stable → 2\.0\.0, /)).toBeVisible()
  await expect(
    reader.getByText(/^Source: \/api\/apps\/.*version_timeline\?duration=30d&points=120, /),
  ).toBeVisible()
  await expect(reader.getByRole('heading', { name: 'Floors' })).toBeVisible()
  const fills = (shapes: string) =>
    reader.locator(shapes).evaluateAll((found) => found.map((shape) => shape.getAttribute('fill')))
  expect(await fills('svg rect')).toEqual(await fills('svg path'))
  await expect(
    reader.getByText(/^Source: \/api\/apps\/.*version_breakdown\?versions=200, read .* CES?T$/),
  ).toBeVisible()
  expect(requests).toEqual([address])
  const data = /<template id="platte-report-data">([^]*?)<\/template>/.exec(html)?.[1] ?? ''
  const text = data
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&nbsp;', '\u00A0')
    .replaceAll('&amp;', '&')
  const hash = createHash('sha256').update(text).digest('hex')
  await expect(reader.getByText(`(the text of the template “platte-report-data”): ${hash}`)).toBeVisible()
  await alone.close()
})
