import { expect, test } from 'vitest'
import { routes } from './routes.ts'

const of = (instanceId: string) => routes.node.url({ applicationId: 'a', groupId: 'g', instanceId })

test('a node has a page at its encoded ID', () => {
  expect(of('front door/1')).toBe('/applications/a/groups/g/nodes/front%20door%2F1')
  expect(of('...')).toBe('/applications/a/groups/g/nodes/...')
})

test('a node whose ID browsers resolve as a directory leads to its row in the list', () => {
  expect(of('..')).toBe('/nodes?search=..&in=id')
  expect(of('.')).toBe('/nodes?search=.&in=id')
})
