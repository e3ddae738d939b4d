import { expect, test } from 'vitest'
import { packageChoices } from './package-choices.ts'

test('packages to choose from begin with the newest version, and those too old to start from are apart', () => {
  const [old, current] = ['2019-09-05T10:41:09Z', '2026-11-01T00:00:00Z']
  const packages = [
    { version: '4230.2.0', created_ts: current },
    { version: '2261.0.0', created_ts: old },
    { version: '4459.2.1', created_ts: current },
    { version: '2191.5.0', created_ts: old },
  ]
  const { current: first, outdated } = packageChoices(packages, Date.parse('2026-11-26T12:00:00Z'))
  expect(first.map(({ version }) => version)).toEqual(['4459.2.1', '4230.2.0'])
  expect(outdated.map(({ version }) => version)).toEqual(['2261.0.0', '2191.5.0'])
})
