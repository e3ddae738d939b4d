import { describe, expect, test } from 'vitest'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { decideUpdate, type UpdateCheck } from './decide-update.ts'
import type { RolloutPolicy } from './decide-within-limits.ts'
import type { ChannelPackage } from './packages-to-install.ts'

const wednesdayNoon = new Date('2026-03-04T12:00:00Z')
const saturdayNoon = new Date('2026-03-07T12:00:00Z')
const pkg = (version: string, blacklisted = false): ChannelPackage => ({ id: version, version, blacklisted })

const openPolicy: RolloutPolicy = {
  policy_updates_enabled: true,
  policy_safe_mode: false,
  policy_office_hours: false,
  policy_timezone: 'UTC',
  policy_max_updates_per_period: 900_000,
}

interface Situation {
  node?: Partial<UpdateCheck<ChannelPackage>['node']>
  isSyncer?: boolean
  target?: ChannelPackage | null
  floors?: ChannelPackage[]
  policy?: Partial<RolloutPolicy>
  now?: Date
}

/** By default, a node at 1.0.0 without a status checks in to a group without limits whose target is 2.0.0. */
const decide = (situation: Situation = {}) => {
  const {
    node,
    isSyncer = false,
    target = pkg('2.0.0'),
    floors = [],
    policy,
    now = wednesdayNoon,
  } = situation
  return decideUpdate(
    {
      node: { version: '1.0.0', status: null, last_update_version: null, isTimedOut: false, ...node },
      isSyncer,
      channel: { target, floors },
      policy: { ...openPolicy, ...policy },
    },
    now,
  )
}
const offerOf = (version: string) => ({ kind: 'offer', packages: [pkg(version)] })
const noUpdate = (gate: string) => ({ kind: 'no-update', gate })
const grantOf = (version: string) => ({ kind: 'grant', packages: [pkg(version)], version })

describe.each(['downloading', 'downloaded', 'installed'] as const)('a node that is %s', (step) => {
  const status = INSTANCE_STATUS[step]

  test('is refused, since its update is in progress', () => {
    const refusal = { kind: 'refuse', reason: 'update-in-progress', gate: 'update-in-progress' }
    expect(decide({ node: { status } })).toEqual(refusal)
  })

  test('is refused even without a package and as a syncer', () => {
    const refusal = { kind: 'refuse', reason: 'update-in-progress', gate: 'update-in-progress' }
    expect(decide({ node: { status }, target: null })).toEqual(refusal)
    expect(decide({ node: { status }, isSyncer: true })).toEqual(refusal)
  })
})

test('a node whose update has timed out is decided as one without an update', () => {
  for (const status of [INSTANCE_STATUS.downloading, INSTANCE_STATUS.downloaded, INSTANCE_STATUS.installed]) {
    const node = { status, last_update_version: '2.0.0', isTimedOut: true }
    expect(decide({ node })).toEqual(grantOf('2.0.0'))
    expect(decide({ node: { ...node, version: '2.0.0' } })).toEqual(noUpdate('up-to-date'))
    expect(decide({ node, policy: { policy_max_updates_per_period: 5 } })).toMatchObject({
      kind: 'check-limits',
    })
  }
})

test('a channel without a package refuses even a node that holds a grant', () => {
  const refusal = { kind: 'refuse', reason: 'no-package', gate: 'no-package' }
  expect(decide({ target: null })).toEqual(refusal)
  expect(decide({ target: null, node: { status: 2, last_update_version: '2.0.0' } })).toEqual(refusal)
})

describe('a node that holds a grant', () => {
  const holding = { status: INSTANCE_STATUS.updateGranted, last_update_version: '2.0.0' }

  test('is offered it again, whatever the policy', () => {
    expect(decide({ node: holding })).toEqual(offerOf('2.0.0'))
    expect(decide({ node: holding, policy: { policy_updates_enabled: false } })).toEqual(offerOf('2.0.0'))
    expect(decide({ node: holding, policy: { policy_max_updates_per_period: 1 } })).toEqual(offerOf('2.0.0'))
    expect(decide({ node: holding, policy: { policy_office_hours: true }, now: saturdayNoon })).toEqual(
      offerOf('2.0.0'),
    )
  })

  test('completes when the package is blacklisted by now', () => {
    expect(decide({ node: holding, target: pkg('2.0.0', true) })).toEqual({ kind: 'complete' })
  })

  test('completes at the granted version and above', () => {
    expect(decide({ node: { ...holding, version: '2.0.0' } })).toEqual({ kind: 'complete' })
    expect(decide({ node: { ...holding, version: '2.0.1' }, target: pkg('3.0.0') })).toEqual({
      kind: 'complete',
    })
  })

  test('does not complete at a prerelease of the granted version', () => {
    expect(decide({ node: { ...holding, version: '2.0.0-beta' } })).toEqual(offerOf('2.0.0'))
  })

  test('completes when the granted version is unknown', () => {
    expect(decide({ node: { ...holding, last_update_version: null } })).toEqual({ kind: 'complete' })
  })

  test('is offered what the channel offers now: the next floor, or a new target', () => {
    expect(decide({ node: holding, floors: [pkg('1.5.0')] })).toEqual(offerOf('1.5.0'))
    expect(decide({ node: holding, target: pkg('3.0.0') })).toEqual(offerOf('3.0.0'))
    expect(decide({ node: holding, target: pkg('1.5.0') })).toEqual(offerOf('1.5.0'))
    expect(decide({ node: holding, target: pkg('1.0.0') })).toEqual(offerOf('1.0.0'))
  })

  test('is never downgraded', () => {
    expect(decide({ node: holding, target: pkg('0.9.0') })).toEqual(noUpdate('held-grant'))
    expect(decide({ node: holding, target: pkg('1.0.0-rc.1') })).toEqual(noUpdate('held-grant'))
  })

  test('is granted again as a syncer', () => {
    expect(decide({ node: holding, isSyncer: true })).toEqual(grantOf('2.0.0'))
    expect(decide({ node: holding, isSyncer: true, policy: { policy_updates_enabled: false } })).toEqual({
      kind: 'refuse',
      reason: 'updates-disabled',
      gate: 'updates-disabled',
    })
  })
})

describe('the version', () => {
  test.each(['2.0.0', '2.0.1', '10.0.0', '2.0.0+build.7'])('%s needs no update to 2.0.0', (version) => {
    expect(decide({ node: { version } })).toEqual(noUpdate('up-to-date'))
  })

  test.each(['1.9.9', '2.0.0-rc.1', '0.0.0'])('%s is updated to 2.0.0', (version) => {
    expect(decide({ node: { version } })).toEqual(grantOf('2.0.0'))
  })

  test('of a prerelease target compares as a whole', () => {
    const target = pkg('2.0.0-beta.10')
    expect(decide({ node: { version: '2.0.0-beta.9' }, target })).toEqual(grantOf('2.0.0-beta.10'))
    expect(decide({ node: { version: '2.0.0-beta.11' }, target })).toEqual(noUpdate('up-to-date'))
    expect(decide({ node: { version: '2.0.0' }, target })).toEqual(noUpdate('up-to-date'))
  })

  test('at the target needs no update even while updates are off', () => {
    const policy = { policy_updates_enabled: false }
    expect(decide({ node: { version: '2.0.0' }, policy })).toEqual(noUpdate('up-to-date'))
  })
})

test.each([
  ['never reported', null],
  ['was reset', INSTANCE_STATUS.undefined],
  ['failed', INSTANCE_STATUS.error],
  ['completed', INSTANCE_STATUS.complete],
  ['is on hold', INSTANCE_STATUS.onHold],
])('a node that %s may be granted', (_, status) => {
  expect(decide({ node: { status, last_update_version: '1.0.0' } })).toEqual(grantOf('2.0.0'))
})

describe('floors', () => {
  const floors = [pkg('1.8.0'), pkg('1.5.0')]

  test('come one at a time for a node', () => {
    expect(decide({ floors })).toEqual(grantOf('1.5.0'))
    expect(decide({ floors, node: { version: '1.5.0' } })).toEqual(grantOf('1.8.0'))
    expect(decide({ floors, node: { version: '1.8.0' } })).toEqual(grantOf('2.0.0'))
  })

  test('come all at once for a syncer, which is granted the target', () => {
    expect(decide({ floors, isSyncer: true })).toEqual({
      kind: 'grant',
      packages: [pkg('1.5.0'), pkg('1.8.0'), pkg('2.0.0')],
      version: '2.0.0',
    })
  })

  test('that equal the target come once', () => {
    expect(decide({ floors: [pkg('2.0.0')] })).toEqual(grantOf('2.0.0'))
  })

  test('that are blacklisted stop a node that needs them, and every syncer', () => {
    const blacklisted = [pkg('1.5.0'), pkg('1.8.0', true)]
    expect(decide({ floors: blacklisted })).toEqual(grantOf('1.5.0'))
    expect(decide({ floors: blacklisted, node: { version: '1.5.0' } })).toEqual(noUpdate('blacklisted'))
    expect(decide({ floors: blacklisted, isSyncer: true })).toEqual(noUpdate('blacklisted'))
  })
})

describe('the policy', () => {
  const disabled = { kind: 'refuse', reason: 'updates-disabled' }
  const closed = { ...disabled, gate: 'outside-office-hours' }
  const officeHours = { policy_office_hours: true }

  test('with updates off refuses', () => {
    expect(decide({ policy: { policy_updates_enabled: false } })).toEqual({
      ...disabled,
      gate: 'updates-disabled',
    })
  })

  test('with office hours refuses outside them and without a time zone', () => {
    expect(decide({ policy: officeHours })).toEqual(grantOf('2.0.0'))
    expect(decide({ policy: officeHours, now: saturdayNoon })).toEqual(closed)
    expect(decide({ policy: { ...officeHours, policy_timezone: '' } })).toEqual(closed)
    expect(decide({ policy: { ...officeHours, policy_timezone: null } })).toEqual(closed)
  })

  test.each([
    ['899999 is a limit', { policy_max_updates_per_period: 899_999 }, 'check-limits'],
    ['900000 is none', { policy_max_updates_per_period: 900_000 }, 'grant'],
    ['safe mode checks the limits even without one', { policy_safe_mode: true }, 'check-limits'],
  ])('of %s', (_, policy, kind) => {
    expect(decide({ policy })).toEqual({ ...grantOf('2.0.0'), kind })
  })
})
