import { expect, test } from 'vitest'
import { group, stats } from '#src/domain/testing/group-fixture.ts'
import { isUnusedFleet } from './is-unused-fleet.ts'

const applications = [{ groups: [group(1), group(2)] }]
const unused = { lastDay: stats(), silent: 0 }

test('a fleet is unused when no group has seen a node', () => {
  expect(isUnusedFleet(applications, [unused, unused])).toBe(true)
  expect(isUnusedFleet([], [])).toBe(true)
  expect(isUnusedFleet(applications, [unused, { lastDay: stats({ total: 1 }), silent: 0 }])).toBe(false)
  expect(isUnusedFleet(applications, [unused, { ...unused, silent: 3 }])).toBe(false)
})

test('nobody knows whether a fleet is unused before all numbers are read', () => {
  expect(isUnusedFleet(undefined, [])).toBeUndefined()
  expect(isUnusedFleet(applications, [unused])).toBeUndefined()
  expect(isUnusedFleet(applications, [unused, { lastDay: undefined, silent: undefined }])).toBeUndefined()
})
