import { expect, test } from 'vitest'
import { channelAt, release } from '#src/domain/testing/catalogue-fixture.ts'
import { id } from '#src/domain/testing/fixture-ids.ts'
import { group } from '#src/domain/testing/group-fixture.ts'
import { sourceChannel } from './source-channel.ts'

const current = release(22, '2.0.0')
const target = channelAt(2, 'stable', null)
const channels = [channelAt(1, 'alpha', current), target, channelAt(3, 'beta', current)]
const groups = [group(11, { channel_id: id(3) })]
const found = (over: Partial<Parameters<typeof sourceChannel>[1]> = {}) =>
  sourceChannel({ channels, groups }, { target, release: current, from: null, ...over })?.name

test('the source is the channel that the promotion names', () => {
  expect(found({ from: id(1) })).toBe('alpha')
})

test('without a named channel, the source is the one with the package that most groups follow', () => {
  expect(found()).toBe('beta')
  expect(found({ from: 'gone' })).toBe('beta')
  expect(found({ from: target.id })).toBe('beta')
})

test('there is no source where no other channel has the package', () => {
  expect(found({ release: release(23, '3.0.0') })).toBeUndefined()
})
