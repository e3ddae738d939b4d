import {
  type InstanceStats,
  instanceStatsSchema,
  versionBreakdownSchema,
} from '#contract/group-statistics.ts'
import { expect, needsPlatteProcess, test } from './fixtures.ts'
import { expectTableRow, readTable } from './testing/expect-table-row.ts'
import { fleetTable } from './testing/fleet-table.ts'
import { serveFromNebraska } from './testing/serve-from-nebraska.ts'
import type { World } from './world/world.ts'

/** Three groups with nodes in every status that a node reaches by its own reports. */
async function mixedFleet(world: World) {
  const kiosk = await world.application({
    channels: { stable: '2.0.0' },
    groups: {
      north: { channel: 'stable', policy: { policy_max_updates_per_period: 6 } },
      south: { channel: 'stable' },
      west: { channel: 'stable' },
    },
  })
  await kiosk.nodes(5, { group: 'north', version: '2.0.0' }).checkIn()
  const [granted, downloading, downloaded, installed, complete, failed] = kiosk.nodes(6, {
    group: 'north',
    version: '1.9.0',
  })
  for (const node of [granted, downloading, downloaded, installed, complete, failed]) await node?.checkIn()
  await downloading?.startDownload()
  await downloaded?.download()
  await installed?.download()
  await installed?.install()
  await complete?.update()
  await failed?.fail()
  await kiosk.nodes(3, { group: 'north', version: '1.10.0' }).checkIn()
  await kiosk.nodes(4, { group: 'south', version: '2.1.0' }).checkIn()
  return kiosk
}

const inProgress = (stats: InstanceStats) =>
  stats.update_granted + stats.downloading + stats.downloaded + stats.installed

const sumOf = <Item>(items: readonly Item[], value: (item: Item) => number) =>
  items.reduce((sum, item) => sum + value(item), 0)

const number = (text: string | undefined) => Number(/[\d,]+/.exec(text ?? '')?.[0].replaceAll(',', ''))

for (const source of ['fleet summary', 'Nebraska, group by group'] as const) {
  test(`every number on the page is the server’s own, from the ${source}`, async ({ world, page }) => {
    if (source === 'fleet summary') needsPlatteProcess()
    else await serveFromNebraska(page)
    const kiosk = await mixedFleet(world)
    await page.goto(`/?application=${kiosk.id}`)
    await expectTableRow(fleetTable(page), { Group: 'north', Nodes: 14 })
    const known = async () => (await readTable(fleetTable(page))).filter((row) => number(row['Nodes']) >= 0)
    await expect.poll(async () => (await known()).length).toBe(3)
    const rows = await known()
    const all: InstanceStats[] = []
    for (const name of ['north', 'south', 'west'] as const) {
      const group = `/api/apps/${kiosk.id}/groups/${kiosk.group(name).id}`
      const stats = await world.rest.get(`${group}/instances_stats?duration=1d`, instanceStatsSchema)
      const last30Days = await world.rest.get(`${group}/instances_stats?duration=30d`, instanceStatsSchema)
      const versions = await world.rest.get(`${group}/version_breakdown`, versionBreakdownSchema)
      const row = rows.find((row) => row['Group'] === `${name} of ${kiosk.name}`)
      expect(number(row?.['Nodes'])).toBe(stats.total)
      expect(number(row?.['Silent'])).toBe(last30Days.total - stats.total)
      expect(number(row?.['In progress'])).toBe(inProgress(stats))
      expect(number(row?.['On hold'])).toBe(stats.onhold)
      expect(number(row?.['Errors'])).toBe(stats.error)
      const shown = versions.map(({ version, instances }) => `${version}: ${instances} node`)
      for (const words of shown) expect(row?.['On target']).toContain(words)
      all.push(stats)
    }
    expect(sumOf(all, ({ total }) => total)).toBe(18)
    expect(sumOf(all, ({ error }) => error)).toBe(1)
    expect(sumOf(all, ({ onhold }) => onhold)).toBe(3)
    expect(sumOf(all, inProgress)).toBe(4)
  })
}

test('the totals are the sums over all groups, and their parts add up to them', async ({ world, page }) => {
  await mixedFleet(world)
  await page.goto('/')
  await expectTableRow(fleetTable(page), { Group: 'north', Nodes: 14 })
  const readRows = async () => (await readTable(fleetTable(page))).filter((row) => row['Nodes'] !== undefined)
  // A Nebraska's groups are read one by one.
  await expect.poll(async () => (await readRows()).every((row) => number(row['Nodes']) >= 0)).toBe(true)
  const rows = await readRows()
  const sum = (column: string) => sumOf(rows, (row) => number(row[column]))
  const tile = async (label: string) => {
    const name = page.getByLabel('Fleet totals').getByText(label, { exact: true })
    return number((await name.locator('..').getByRole('definition').first().textContent()) ?? '')
  }
  for (const [label, column] of [
    ['Nodes', 'Nodes'],
    ['In progress', 'In progress'],
    ['On hold', 'On hold'],
    ['Errors', 'Errors'],
    ['Silent', 'Silent'],
  ] as const) {
    expect(await tile(label), label).toBe(sum(column))
  }

  await page.getByText('How these numbers add up').click()
  const sentence = await page.getByText(/seen in the last 24 hours = /).textContent()
  const [total, ...parts] = [...(sentence ?? '').matchAll(/([\d,]+) (?!hours|group)/g)].map(([, found]) =>
    number(found),
  )
  expect(total).toBe(sum('Nodes'))
  expect(sumOf(parts, (part) => part)).toBe(total)
  await expect(
    page.getByText(/Counted by this server|Gathered from|Read from the update server/),
  ).toBeVisible()
})
