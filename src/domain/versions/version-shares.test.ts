import { describe, expect, test } from 'vitest'
import { describeRelation, versionShares } from './version-shares.ts'

const seen = (...versions: [version: string, instances: number][]) =>
  versions.map(([version, instances]) => ({ version, instances, percentage: 0 }))
const relations = (target: string | null, ...versions: string[]) =>
  versionShares(seen(...versions.map((version): [string, number] => [version, 1])), target).map(
    ({ version, relation }) => [version, describeRelation(relation)],
  )

describe('the versions of a group', () => {
  test('are sorted from newest to oldest by version, not by text', () => {
    expect(
      versionShares(seen(['3975.2.0', 1], ['10000.0.0', 2], ['3975.10.0', 3]), null).map((share) => [
        share.version,
        share.nodes,
      ]),
    ).toEqual([
      ['10000.0.0', 2],
      ['3975.10.0', 3],
      ['3975.2.0', 1],
    ])
  })

  test('say how far they are behind or ahead of the target', () => {
    expect(
      relations('3975.2.1', '4081.0.0', '3975.3.0', '3975.2.1', '3975.2.0', '3975.1.9', '3815.2.5'),
    ).toEqual([
      ['4081.0.0', 'a major version ahead'],
      ['3975.3.0', 'a minor version ahead'],
      ['3975.2.1', 'target'],
      ['3975.2.0', 'a patch version behind'],
      ['3975.1.9', 'a minor version behind'],
      ['3815.2.5', 'a major version behind'],
    ])
  })

  test('distinguish a pre-release from its release, and ignore build metadata', () => {
    expect(relations('1.2.0', '1.2.0-beta', '1.2.0+7')).toEqual([
      ['1.2.0+7', 'target'],
      ['1.2.0', 'target'],
      ['1.2.0-beta', 'a pre-release behind'],
    ])
  })

  test('have no relation without a target or where they are no versions', () => {
    expect(relations(null, '1.0.0')).toEqual([['1.0.0', '']])
    expect(relations('1.0.0', 'nightly').at(-1)).toEqual(['nightly', ''])
  })

  test('include the target while no node runs it', () => {
    expect(versionShares(seen(['1.0.0', 8]), '1.1.0')[0]).toEqual({
      version: '1.1.0',
      nodes: 0,
      relation: { kind: 'target' },
    })
  })

  test('are empty in a group without nodes', () => {
    expect(versionShares([], '1.1.0')).toEqual([])
  })
})
