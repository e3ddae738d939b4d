import { expect, test } from 'vitest'
import { channelTitle } from './channel-title.ts'
import { channelAt } from '#src/domain/testing/catalogue-fixture.ts'

test('a channel’s title has its arch where its name alone is ambiguous', () => {
  const [amd64, arm64, beta] = [
    channelAt(1, 'stable', null),
    channelAt(2, 'stable', null, { arch: 2 }),
    channelAt(3, 'beta', null),
  ]
  const channels = [amd64, arm64, beta]
  expect(channels.map((channel) => channelTitle(channel, channels))).toEqual([
    'stable (amd64)',
    'stable (arm64)',
    'beta',
  ])
})
