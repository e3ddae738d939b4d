import { expect, test } from 'vitest'
import { channelAt, release } from '#src/domain/testing/promotion-fixture.ts'
import { nextStage } from './next-stage.ts'

const [old, current] = [release(21, '1.0.0'), release(22, '2.0.0')]
const step = (source: typeof old | null, target: typeof old | null) =>
  nextStage(channelAt(1, 'beta', source), channelAt(2, 'stable', target))

test('what is newer than the next channel’s can be promoted, and anything to one without a package', () => {
  expect(step(current, old)).toEqual({ kind: 'promote', release: current })
  expect(step(old, null)).toEqual({ kind: 'promote', release: old })
})

test('what is the same, older or not there can’t', () => {
  expect(step(old, old)).toMatchObject({ words: 'stable has 1.0.0 too: nothing to promote.' })
  expect(step(old, current)).toMatchObject({
    words: 'beta’s 1.0.0 is older than stable’s 2.0.0: nothing to promote.',
  })
  expect(step(null, current)).toMatchObject({ words: 'beta has no package to promote.' })
})
