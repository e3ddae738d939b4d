import { expect, test } from 'vitest'
import { floorsAhead } from './floors-ahead.ts'

const release = (version: string) => ({ id: version, version })

test('a pre-release of a floor has the floor ahead of it, as on the server', () => {
  const breakdown = ['1.4.0', '1.5.0-beta', '1.5.0'].map((version) => ({
    version,
    instances: 1,
    percentage: 33,
  }))
  expect(floorsAhead([release('1.5.0')], release('2.0.0'), breakdown)).toEqual([
    { floor: release('1.5.0'), nodes: 2 },
  ])
})
