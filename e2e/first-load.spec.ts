import type { Response } from '@playwright/test'
import { gzipSync } from 'node:zlib'
import { expect, needsPlatteProcess, test } from './fixtures.ts'
import { expectTableRow } from './testing/expect-table-row.ts'
import { fleetTable } from './testing/fleet-table.ts'
import { kioskWithOneGroup } from './testing/kiosk.ts'

const BUDGET_BYTES = 230_000

test('the fleet page loads at most 230 kB of scripts and styles, compressed and cacheable', async ({
  world,
  page,
}) => {
  // A Nebraska serves the files uncompressed, and caches none.
  needsPlatteProcess()
  const kiosk = await kioskWithOneGroup(world)
  await kiosk.nodes(1, { group: 'canary', version: '2.0.0' }).checkIn()
  const assets: Response[] = []
  page.on('response', (response) => {
    if (/\.(?:js|css)$/.test(new URL(response.url()).pathname)) assets.push(response)
  })
  await page.goto('/')
  const groups = fleetTable(page)
  await expectTableRow(groups, { Group: kiosk.name, Nodes: 1, State: 'Done' })

  expect(assets.length).toBeGreaterThan(1)
  for (const asset of assets) {
    const headers = await asset.allHeaders()
    expect(headers['content-encoding'], asset.url()).toMatch(/^(?:br|gzip)$/)
    expect(headers['cache-control'], asset.url()).toContain('immutable')
  }
  const sizes = await Promise.all(
    assets.map(async (asset) => gzipSync(await asset.body(), { level: 9 }).length),
  )
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(BUDGET_BYTES)
})

test('an arrow of a select has its size before the style sheets of later parts arrive', async ({
  world,
  page,
}) => {
  const kiosk = await kioskWithOneGroup(world)
  await kiosk.nodes(1, { group: 'canary', version: '2.0.0' }).checkIn()
  const laterStyles = /\/assets\/(?!first-load)[^/]*\.css$/
  await page.route(laterStyles, (route) => route.fulfill({ contentType: 'text/css', body: '' }))
  await page.goto('/')
  const state = page.locator('.mantine-Input-wrapper', { has: page.getByRole('combobox', { name: 'State' }) })
  await expect(state.locator('svg')).toHaveCSS('width', '14px')
})
