import { expect, test } from 'vitest'
import { channelAt, release } from '#src/domain/testing/catalogue-fixture.ts'
import { promotionStep } from './promotion-step.ts'

const [old, current] = [release(21, '1.0.0'), release(22, '2.0.0')]
const step = (source: typeof old | null, target: typeof old | null) =>
  promotionStep(channelAt(1, 'beta', source), channelAt(2, 'stable', target))

test('a newer package can be promoted, and any package to a channel without one', () => {
  expect(step(current, old)).toEqual({ kind: 'promote', release: current })
  expect(step(old, null)).toEqual({ kind: 'promote', release: old })
})

test('the same package, an older one or none cannot be promoted', () => {
  expect(step(old, old)).toEqual({ kind: 'same', version: '1.0.0' })
  expect(step(old, current)).toEqual({ kind: 'older', version: '1.0.0', than: '2.0.0' })
  expect(step(null, current)).toEqual({ kind: 'no-package' })
})
