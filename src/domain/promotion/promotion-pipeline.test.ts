import { expect, test } from 'vitest'
import { pipelineOrder, pipelinesOf, moveToPlaceOf } from './promotion-pipeline.ts'
import { channelAt } from '#src/domain/testing/catalogue-fixture.ts'

const channel = (n: number, name: string, arch: 1 | 2 = 1) => channelAt(n, name, null, { arch })

test('channels go from edge through alpha, beta and stable to LTS, and others follow by name', () => {
  const names = ['lts-2024', 'stable', 'edge', 'beta', 'Alpha', 'canary-10', 'canary-9']
  expect(pipelineOrder(names, [])).toEqual([
    'edge',
    'Alpha',
    'beta',
    'stable',
    'lts-2024',
    'canary-9',
    'canary-10',
  ])
})

test('an operator’s order comes first, whatever channels were added or deleted since', () => {
  expect(pipelineOrder(['alpha', 'beta', 'stable', 'new'], ['stable', 'gone', 'beta'])).toEqual([
    'stable',
    'beta',
    'alpha',
    'new',
  ])
})

test('every arch has its own pipeline', () => {
  const channels = [channel(1, 'stable'), channel(2, 'stable', 2), channel(3, 'beta')]
  const pipelines = pipelinesOf({ channels }, [])
  expect(pipelines.map(({ arch, channels }) => [arch, ...channels.map(({ name }) => name)])).toEqual([
    [1, 'beta', 'stable'],
    [2, 'stable'],
  ])
  expect(pipelinesOf({ channels: null }, [])).toEqual([])
})

test('a moved channel changes places with its neighbour alone', () => {
  const order = ['alpha', 'edge', 'beta', 'stable']
  expect(moveToPlaceOf(order, 'beta', 'alpha')).toEqual(['beta', 'alpha', 'edge', 'stable'])
  expect(moveToPlaceOf(order, 'alpha', 'beta')).toEqual(['edge', 'beta', 'alpha', 'stable'])
  expect(moveToPlaceOf(order, 'gone', 'beta')).toEqual(order)
})
