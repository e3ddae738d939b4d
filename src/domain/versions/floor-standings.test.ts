import { describe, expect, test } from 'vitest'
import { breakdown } from '#src/domain/testing/group-fixture.ts'
import { floorStandings, longestWay } from './floor-standings.ts'

const at = (version: string) => ({ id: version, version })
const [target, ...floors] = ['4.0.0', '3.0.0', '2.0.0', '5.0.0'].map(at)
const nodes = breakdown({ '1.0.0': 10, '2.5.0': 5, '4.0.0': 7, '4.1.0': 1 })

const standings = (to = target ?? null, versions = nodes) =>
  floorStandings(floors, to, versions).map(({ floor, nodes, isAboveTarget }) => [
    floor.version,
    nodes,
    isAboveTarget,
  ])

describe('the nodes that must pass a floor', () => {
  test('are those below it that are below the target', () => {
    expect(standings()).toEqual([
      ['2.0.0', 10, false],
      ['3.0.0', 15, false],
      ['5.0.0', 0, true],
    ])
  })

  test('include those at a pre-release of it', () => {
    const preRelease = breakdown({ '3.0.0-beta': 4 })
    expect(standings(target, preRelease)).toEqual([
      ['2.0.0', 0, false],
      ['3.0.0', 4, false],
      ['5.0.0', 0, true],
    ])
    expect(longestWay(floors, at('4.0.0'), preRelease)).toBe(2)
  })

  test('are none where the channel has no package', () => {
    expect(standings(null)).toEqual([
      ['2.0.0', 0, false],
      ['3.0.0', 0, false],
      ['5.0.0', 0, false],
    ])
  })

  test('are all below it where the floor is the target itself', () => {
    expect(floorStandings([at('4.0.0')], at('4.0.0'), nodes)).toMatchObject([{ nodes: 15 }])
  })
})

test('the longest way counts the floors on it and the target', () => {
  expect(longestWay(floors, at('4.0.0'), nodes)).toBe(3)
  expect(longestWay(floors, at('4.0.0'), breakdown({ '2.5.0': 1 }))).toBe(2)
  expect(longestWay(floors, at('4.0.0'), breakdown({ '4.0.0': 1, '1.0.0': 0 }))).toBe(0)
  expect(longestWay(floors, null, nodes)).toBe(0)
})
