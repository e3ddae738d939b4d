import { expect, test } from 'vitest'
import { group } from '#src/domain/testing/group-fixture.ts'
import { groupTargets, targetNotes } from './group-targets.ts'

test('a legend says how many groups have a version as their target', () => {
  const groups = [
    group(1, { target: '2.0.0' }),
    group(2, { target: '2.0.0' }),
    group(3, { target: '3.0.0' }),
    group(4, { target: null }),
  ]
  expect([...groupTargets(groups)]).toEqual([
    ['2.0.0', 2],
    ['3.0.0', 1],
  ])
  expect(targetNotes(groups)).toEqual({
    '2.0.0': 'target of 2 of 4 groups',
    '3.0.0': 'target of 1 of 4 groups',
  })
  expect(targetNotes(groups.slice(0, 2))).toEqual({ '2.0.0': 'current target' })
})
