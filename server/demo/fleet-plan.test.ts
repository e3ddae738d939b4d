import { expect, test } from 'vitest'
import { isVersion } from '#contract/version-order.ts'
import { planFleet } from './fleet-plan.ts'

const plan = planFleet('1')
const machines = [...new Set(plan.nodes.map(({ machine }) => machine))]

test('the same seed plans the same fleet, another one another', () => {
  expect(planFleet('1')).toEqual(plan)
  expect(planFleet('2').nodes[0]?.machine.id).not.toBe(plan.nodes[0]?.machine.id)
})

test('2,000 machines of both architectures run Flatcar', () => {
  const flatcar = plan.nodes.filter(({ group }) => group.application === 'flatcar')
  expect(flatcar).toHaveLength(2000)
  expect(new Set(flatcar.map(({ group }) => group.track))).toEqual(
    new Set(['alpha', 'beta', 'stable', 'edge']),
  )
  expect(flatcar.filter(({ group }) => group.arch === 2).length).toBeGreaterThan(500)
})

test('some of them run another application too', () => {
  const agents = plan.nodes.filter(({ group }) => group.application === 'agent')
  expect(agents).toHaveLength(240)
  expect(machines).toHaveLength(2000)
})

test('no two machines share an id, an address or a name', () => {
  expect(new Set(machines.map(({ id }) => id)).size).toBe(2000)
  expect(new Set(machines.map(({ ip }) => ip)).size).toBe(2000)
  const names = machines.map(({ alias }) => alias).filter((alias) => alias !== '')
  expect(new Set(names).size).toBe(names.length)
  expect(names.length).toBeGreaterThan(1700)
})

test('ids and addresses are such that a server counts them', () => {
  for (const { id, ip } of machines) {
    expect(id).toMatch(/^[0-9a-f]{32}$/)
    expect(ip).toMatch(/^10\.\d{1,3}\.\d{1,3}\.\d{1,3}$/)
    expect(ip.split('.').every((part) => Number(part) <= 255)).toBe(true)
  }
})

test('every version is one that a server takes', () => {
  const versions = [
    ...plan.nodes.map(({ firstVersion }) => firstVersion),
    ...plan.groups.flatMap(({ releases }) => releases.map(({ version }) => version)),
  ]
  expect(versions.filter((version) => !isVersion(version))).toEqual([])
})

test('releases only ever go up, and floors are among them', () => {
  for (const { releases, floors } of plan.groups) {
    const times = releases.map(({ from }) => from)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    const versions = releases.map(({ version }) => version)
    for (const { version } of floors) expect(versions).toContain(version)
  }
})
