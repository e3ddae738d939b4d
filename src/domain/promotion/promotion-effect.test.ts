import { expect, test } from 'vitest'
import { promotionEffect } from './promotion-effect.ts'
import { release } from '#src/domain/testing/catalogue-fixture.ts'
import { counted, uncounted } from '#src/domain/testing/promotion-fixture.ts'

const [older, current, newer] = [release(1, '1.0.0'), release(2, '2.0.0'), release(3, '3.0.0')]

test('a newer package says how many nodes become eligible, and where they wait', () => {
  const groups = [
    counted(11, { '2.0.0': 40, '3.0.0': 2 }),
    counted(12, { '1.0.0': 3 }, { policy_updates_enabled: false }),
    counted(13, { '3.1.0': 5 }),
  ]
  expect(promotionEffect(current, newer, groups)).toEqual({
    kind: 'forward',
    sentences: [
      '43 nodes of 2 groups become eligible for 3.0.0, as fast as each group’s policy allows.',
      '3 of these wait in 1 group with updates off.',
      '7 nodes already run 3.0.0 or newer and stay as they are.',
    ],
  })
})

test('an older package only stops the nodes that have not updated', () => {
  const groups = [counted(11, { '0.9.0': 4, '1.0.0': 6, '2.0.0': 90 })]
  expect(promotionEffect(current, older, groups)).toEqual({
    kind: 'back',
    sentences: [
      'No node downgrades: this only stops the 10 nodes that have not updated to 2.0.0.',
      '4 of these are below 1.0.0 and get that instead.',
      '90 nodes run 2.0.0 or newer and stay there.',
    ],
  })
})

test('without a package no node gets an update', () => {
  expect(promotionEffect(current, null, [counted(11, { '1.0.0': 6, '2.0.0': 1 })])).toEqual({
    kind: 'none',
    sentences: [
      'No node of 1 group gets an update until the channel has a package again.',
      '6 nodes that have not updated to 2.0.0 stay as they are.',
    ],
  })
})

test('the effect on a single node is in the singular', () => {
  const sentences = (
    from: typeof current | null,
    to: typeof current | null,
    versions: Record<string, number>,
  ) => promotionEffect(from, to, [counted(11, versions, { policy_updates_enabled: false })]).sentences
  expect(sentences(current, newer, { '2.0.0': 1, '3.0.0': 1 })).toEqual([
    '1 node of 1 group becomes eligible for 3.0.0, as fast as each group’s policy allows.',
    'It waits in 1 group with updates off.',
    '1 node already runs 3.0.0 or newer and stays as it is.',
  ])
  expect(sentences(current, older, { '1.0.0': 1, '2.0.0': 1 })).toContain(
    '1 node runs 2.0.0 or newer and stays there.',
  )
  expect(sentences(current, null, { '1.0.0': 1 })).toContain(
    '1 node that has not updated to 2.0.0 stays as it is.',
  )
})

test('unknown numbers and channels without effect are named', () => {
  expect(promotionEffect(null, newer, [counted(11, { '1.0.0': 1 }), uncounted(12)]).sentences.at(-1)).toBe(
    'The nodes of 1 of 2 groups are unknown.',
  )
  expect(promotionEffect(newer, newer, []).kind).toBe('same')
  expect(promotionEffect(null, newer, []).sentences).toEqual([
    'No group follows this channel, so no node is affected.',
  ])
})
