import { expect, test } from 'vitest'
import { isVersion } from '#contract/version-order.ts'
import { planFleet } from './fleet-plan.ts'

const plan = planFleet('1')
const machines = [...new Set(plan.nodes.map(({ machine }) => machine))]

test('the same seed plans the same fleet; another seed plans another', () => {
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

test('some machines run a second application', () => {
  const agents = plan.nodes.filter(({ group }) => group.application === 'agent')
  expect(agents).toHaveLength(300)
  expect(machines).toHaveLength(2000)
})

test('no two machines share an id, an address or an alias', () => {
  expect(new Set(machines.map(({ id }) => id)).size).toBe(2000)
  expect(new Set(machines.map(({ ip }) => ip)).size).toBe(2000)
  const aliases = machines.map(({ alias }) => alias).filter((alias) => alias !== '')
  expect(new Set(aliases).size).toBe(aliases.length)
  expect(aliases.length).toBeGreaterThan(1700)
})

test('ids and addresses have the form that a server counts', () => {
  for (const { id, ip } of machines) {
    expect(id).toMatch(/^[0-9a-f]{32}$/)
    expect(ip).toMatch(/^10\.\d{1,3}\.\d{1,3}\.\d{1,3}$/)
    expect(ip.split('.').every((part) => Number(part) <= 255)).toBe(true)
  }
})

test('every version is one that a server accepts', () => {
  const versions = [
    ...plan.nodes.map(({ firstVersion }) => firstVersion),
    ...plan.groups.flatMap(({ releases }) => releases.map(({ version }) => version)),
  ]
  expect(versions.filter((version) => !isVersion(version))).toEqual([])
})

test('releases are in order of time and include the floors', () => {
  for (const { releases, floors } of plan.groups) {
    const times = releases.map(({ from }) => from)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    const versions = releases.map(({ version }) => version)
    for (const { version } of floors) expect(versions).toContain(version)
  }
})
