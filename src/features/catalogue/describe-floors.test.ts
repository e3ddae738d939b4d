import { expect, test } from 'vitest'
import { longWayWarning, nodesThatPass } from './describe-floors.ts'

test('a floor says how many nodes must pass it, or why none do', () => {
  const target = { version: '2.0.0' }
  expect(nodesThatPass({ nodes: 1200, isAboveTarget: false }, target)).toBe('1,200 nodes')
  expect(nodesThatPass({ nodes: 0, isAboveTarget: false }, target)).toBe('none (no node is below it)')
  expect(nodesThatPass({ nodes: 0, isAboveTarget: true }, target)).toBe(
    'none (above the channel’s package 2.0.0)',
  )
  expect(nodesThatPass({ nodes: 0, isAboveTarget: false }, null)).toBe('none (the channel has no package)')
})

test('a way of more than five floors is a warning', () => {
  expect(longWayWarning(6)).toBeNull()
  expect(longWayWarning(7)).toMatch(/^Some nodes make 7 updates on their way.*: 6 floors and the target/)
})
