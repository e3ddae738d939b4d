import { expect, test } from 'vitest'
import { describeFailingInBrief } from './describe-failing.ts'

const brief = (total: number, rolled_back: number, at_least = false) =>
  describeFailingInBrief({ total, rolled_back, at_least })

test('failing nodes are summarized by whether they were rolled back', () => {
  expect(brief(1, 1)).toBe('1 node was rolled back')
  expect(brief(3, 3)).toBe('3 nodes were rolled back')
  expect(brief(3, 1)).toBe('3 nodes were rolled back or fail again and again')
  expect(brief(1, 0)).toBe('1 node fails again and again')
  expect(brief(20, 0, true)).toBe('At least 20 nodes fail again and again')
})
