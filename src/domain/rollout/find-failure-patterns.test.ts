import { expect, test } from 'vitest'
import {
  type FailurePatterns,
  PATTERN_ATTRIBUTES,
  type PatternAttribute,
  type PatternValue,
} from '#contract/failure-patterns.ts'
import { createRandom, type Random } from '#contract/random.ts'
import { findFailurePatterns } from './find-failure-patterns.ts'

type SimulatedNode = Record<PatternAttribute, string> & { id: string; code: string | null }

const OEMS = ['ami', 'azure', 'gce', 'openstack', ''] as const
const CODES = ['9', '37', '5'] as const

/** A fleet whose updates fail by chance alone. */
function cleanFleet(random: Random, size: number, failing: number): SimulatedNode[] {
  return Array.from({ length: size }, (_, place) => ({
    id: `node-${place}`,
    from_version: random.pickWeighted([
      [8, '4230.2.3'],
      [2, '4230.2.2'],
      [1, '4152.2.0'],
    ]),
    oem: random.pick(OEMS),
    network: `10.0.${random.integer(0, Math.ceil(size / 40))}.0/24`,
    hour: `2026-08-06T${String(random.integer(0, 23)).padStart(2, '0')}:00:00.000Z`,
    code: random.chance(failing) ? random.pick(CODES) : null,
  }))
}

function countErrors(nodes: readonly SimulatedNode[]): FailurePatterns['errors'] {
  const counts = new Map<string, number>()
  for (const { code } of nodes) if (code !== null) counts.set(code, (counts.get(code) ?? 0) + 1)
  return [...counts]
    .map(([error_code, nodes]) => ({ error_code, nodes }))
    .toSorted((a, b) => b.nodes - a.nodes)
}

function groupNodes(nodes: readonly SimulatedNode[], attribute: PatternAttribute) {
  const groups = new Map<string, SimulatedNode[]>()
  for (const node of nodes) groups.set(node[attribute], [...(groups.get(node[attribute]) ?? []), node])
  return groups
}

function report(nodes: readonly SimulatedNode[]): FailurePatterns {
  return {
    application_id: 'a',
    group_id: 'g',
    since_ts: '2026-08-06T00:00:00.000Z',
    nodes: nodes.length,
    failed: nodes.filter(({ code }) => code !== null).length,
    sampled: false,
    errors: countErrors(nodes),
    attributes: PATTERN_ATTRIBUTES.map((attribute) => {
      const groups = groupNodes(nodes, attribute)
      const values = [...groups].map(([value, members]): PatternValue => {
        const failed = members.filter(({ code }) => code !== null)
        return {
          value,
          nodes: members.length,
          failed: failed.length,
          errors: countErrors(members),
          failed_nodes: failed.map(({ id }) => id),
        }
      })
      return { attribute, count: groups.size, values: values.filter(({ failed }) => failed > 0) }
    }),
  }
}

test('there is no alarm in 1,000 clean fleets, large and small, with few failures and many', () => {
  const random = createRandom('clean fleets')
  for (let fleet = 0; fleet < 1000; fleet++) {
    const nodes = cleanFleet(random, random.integer(10, 400), random.pick([0.01, 0.05, 0.2, 0.6]))
    expect(findFailurePatterns(report(nodes))).toEqual([])
  }
})

test.each([
  ['network', (node: SimulatedNode) => node.network === '10.0.3.0/24'],
  ['oem', (node: SimulatedNode) => node.oem === 'azure'],
  ['from_version', (node: SimulatedNode) => node.from_version === '4152.2.0'],
  ['hour', (node: SimulatedNode) => node.hour.includes('T07')],
] as const)('a planted cause in the %s is the first of all, with its error', (attribute, isHit) => {
  for (let fleet = 0; fleet < 20; fleet++) {
    const random = createRandom(`planted/${attribute}/${fleet}`)
    const nodes = cleanFleet(random, 600, 0.02).map((node) =>
      isHit(node) && random.chance(0.7) ? { ...node, code: '43' } : node,
    )
    const [first] = findFailurePatterns(report(nodes))
    const hit = nodes.find(isHit)
    expect(first).toMatchObject({ attribute, value: hit?.[attribute], errorCode: '43' })
  }
})

test('a pattern has its share with an interval, and how much likelier failures are than elsewhere', () => {
  const random = createRandom('numbers')
  const nodes = cleanFleet(random, 200, 0).map((node, place) => ({
    ...node,
    oem: place < 20 ? 'qemu' : 'ami',
    code: place < 12 || place === 50 ? '9' : null,
  }))
  const [pattern] = findFailurePatterns(report(nodes))
  expect(pattern).toMatchObject({
    attribute: 'oem',
    value: 'qemu',
    nodes: 20,
    failed: 12,
    elsewhere: { nodes: 180, failed: 1 },
  })
  expect(pattern?.timesLikelier).toBeCloseTo(0.6 / (1 / 180))
  expect(pattern?.interval.low).toBeCloseTo(0.3866, 3)
  expect(pattern?.interval.high).toBeCloseTo(0.7812, 3)
  expect(pattern?.failedNodes).toHaveLength(12)
})

test('nothing sets nodes apart where all of them fail, or all are alike', () => {
  const random = createRandom('alike')
  const failing = cleanFleet(random, 100, 1).map((node) => ({ ...node, code: '9' }))
  expect(findFailurePatterns(report(failing))).toEqual([])
  expect(findFailurePatterns(report([]))).toEqual([])
})
