import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { kioskWithOneGroup } from './testing/kiosk.ts'

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47])

/** Downloads a chart through that item of its export menu. */
async function exportChart(page: Page, chart: Locator, item: string) {
  const download = page.waitForEvent('download')
  await chart.getByRole('button', { name: /^Export:/ }).click()
  await chart.getByRole('menuitem', { name: item }).click()
  const file = await download
  return { name: file.suggestedFilename(), content: await readFile(await file.path()) }
}

test('exports a chart as CSV and as PNG', async ({ world, page }) => {
  const kiosk = await kioskWithOneGroup(world)
  await kiosk.nodes(3, { group: 'canary', version: '2.0.0' }).checkIn()
  await kiosk.nodes(1, { group: 'canary', version: '1.0.0' }).checkIn()
  await page.goto(`/timelines?by=share&group=${kiosk.id}/${kiosk.group('canary').id}`)
  const timeline = page.getByRole('figure', { name: 'Versions of canary over time' })
  const numbers = await exportChart(page, timeline, 'Numbers as CSV')
  expect(numbers.name).toMatch(/^versions-of-canary-over-time-.*\.csv$/)
  const lines = numbers.content.toString().trimEnd().split('\r\n')
  expect(lines[0]).toBe('\uFEFFTime (Europe/Berlin),2.0.0 (%),1.0.0 (%)')
  expect(lines.at(-1)).toMatch(/\+0[12]:00,75,25$/)
  const picture = await exportChart(page, timeline, 'Picture as PNG')
  expect(picture.name).toMatch(/\.png$/)
  expect(picture.content.subarray(0, 4)).toEqual(PNG)
  expect(picture.content.length).toBeGreaterThan(5000)

  await page.goto(`/versions?application=${kiosk.id}`)
  const versions = page.getByRole('figure', { name: `Versions of ${kiosk.name}, amd64, by group` })
  const bars = await exportChart(page, versions, 'Numbers as CSV')
  expect(bars.content.toString()).toBe('\uFEFFGroup,2.0.0,1.0.0\r\ncanary,3,1\r\n')
  await versions.getByRole('button', { name: /^Export:/ }).click()
  await expect(versions.getByRole('menu')).toBeVisible()
  await expectNoAxeViolations(page)
})
