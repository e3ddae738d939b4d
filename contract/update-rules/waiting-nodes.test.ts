import { expect, test } from 'vitest'
import { nodesInProgress, waitingNodes } from './waiting-nodes.ts'

const stats = {
  total: 100,
  undefined: 20,
  update_granted: 4,
  error: 6,
  complete: 40,
  installed: 3,
  downloaded: 2,
  downloading: 1,
  onhold: 24,
}

test('nodes wait that are below the target and have no update in progress, also those that failed', () => {
  expect(nodesInProgress(stats)).toBe(10)
  expect(waitingNodes({ nodes: 100, atTarget: 40 }, stats)).toBe(50)
})

test('no fewer than none wait, where nodes that run the target have yet to report it', () => {
  expect(waitingNodes({ nodes: 100, atTarget: 95 }, stats)).toBe(0)
})
