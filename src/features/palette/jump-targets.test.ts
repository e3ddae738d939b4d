import { describe, expect, test } from 'vitest'
import { applicationFixture, channelAt, release } from '#src/domain/testing/catalogue-fixture.ts'
import { group as createGroup } from '#src/domain/testing/group-fixture.ts'
import {
  isExactly,
  type JumpPackage,
  jumpTargets,
  matchingTargets,
  type PaletteAction,
} from './jump-targets.ts'

const application_id = 'app'
const group = (name: string, channel_id: string | null) =>
  createGroup(0, { id: `group-${name}`, application_id, name, channel_id, channel: undefined })

const channel = (name: string, package_id: string | null) =>
  channelAt(0, name, null, { id: `channel-${name}`, application_id, package_id })

const kiosk = applicationFixture({
  id: application_id,
  name: 'Kiosk OS',
  groups: [
    group('canary', 'channel-beta'),
    group('production', 'channel-stable'),
    group('spare', 'channel-stable'),
  ],
  channels: [channel('beta', 'new'), channel('stable', 'old')],
})

const packages: JumpPackage[] = [
  { id: 'new', application_id, arch: 1, version: '2.0.0' },
  { id: 'old', application_id, arch: 1, version: '1.0.0' },
]

const found = (query: string) => matchingTargets(jumpTargets([kiosk], packages), query)

describe('the palette', () => {
  test('lists the pages without a query', () => {
    expect(found('').map(({ label }) => label)).toEqual([
      'Fleet',
      'Wallboard',
      'Nodes',
      'Versions',
      'Activity',
      'Over time',
      'Freeze and thaw',
      'Applications',
      'Audit log',
      'Refused check-ins',
    ])
  })

  test('finds targets with every word in any order, those that start with the query first', () => {
    expect(found('kiosk canary')[0]).toMatchObject({ kind: 'group', label: 'canary' })
    expect(found('stable')[0]).toMatchObject({ kind: 'channel', label: 'stable (amd64)' })
    expect(found('canary nonsense')).toEqual([])
  })

  test('opens the only group of a channel', () => {
    expect(found('channel beta').find(({ kind }) => kind === 'channel')?.to).toBe(
      '/applications/app/groups/group-canary',
    )
  })

  test('opens the rollout of a group whose channel has a package', () => {
    const { channels } = kiosk
    const beta = channels?.find(({ name }) => name === 'beta')
    const target = release(0, '2.0.0', { id: 'new', application_id })
    const following = {
      ...group('canary', 'channel-beta'),
      ...(beta && { channel: { ...beta, package: target } }),
    }
    const targets = jumpTargets([{ ...kiosk, groups: [following, group('spare', null)] }], [])
    expect(targets.filter(({ kind }) => kind === 'rollout')).toMatchObject([
      { label: 'Rollout of canary', to: '/applications/app/groups/group-canary/rollout' },
    ])
  })

  test('opens the application’s versions for a channel of several groups', () => {
    expect(found('stable').find(({ kind }) => kind === 'channel')?.to).toBe(
      '/versions?application=app&arch=amd64',
    )
  })

  test('opens a package', () => {
    expect(found('1.0.0')).toMatchObject([{ kind: 'package', to: '/applications/app/packages/old' }])
  })

  test('opens the channels and packages of an application', () => {
    expect(found('kiosk packages').filter(({ kind }) => kind === 'application')).toMatchObject([
      { label: 'Packages of Kiosk OS', to: '/applications/app/packages' },
    ])
    expect(found('promote')).toMatchObject([{ to: '/applications/app/promote' }])
  })

  test('shows at most six targets of a kind', () => {
    const many = { ...kiosk, groups: Array.from({ length: 300 }, (_, n) => group(`site-${n}`, null)) }
    expect(matchingTargets(jumpTargets([many], []), 'site')).toHaveLength(6)
  })
})

describe('actions', () => {
  const pause: PaletteAction = {
    key: 'pause',
    kind: 'action',
    label: 'Pause canary',
    note: 'the group of this page',
    isOffered: true,
    perform: () => undefined,
  }

  test('are listed without a query, and found by their words', () => {
    expect(matchingTargets([pause], '')).toEqual([pause])
    expect(matchingTargets([pause], 'canary pause')).toEqual([pause])
    expect(matchingTargets([pause], 'resume')).toEqual([])
  })

  test('of other groups are found, and not listed without a query', () => {
    const ofOther = { ...pause, isOffered: false }
    expect(matchingTargets([ofOther], '')).toEqual([])
    expect(matchingTargets([ofOther], 'pause canary')).toEqual([ofOther])
  })
})

test('a query is exactly a name without regard to case and blanks around it, never an empty one', () => {
  expect(isExactly(' Front-Door ', 'front-door')).toBe(true)
  expect(isExactly('front', 'front-door')).toBe(false)
  expect(isExactly('', '')).toBe(false)
})
