import { expect, test } from 'vitest'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { createRandom, type Random } from '#contract/random.ts'
import { compareVersions } from '#contract/version-order.ts'
import { decideUpdate, type UpdateCheck } from './decide-update.ts'
import type { UpdateCounts } from './decide-within-limits.ts'
import { explainDecision } from './explain-decision.ts'
import { isWithinOfficeHours } from './is-within-office-hours.ts'
import type { ChannelPackage } from './packages-to-install.ts'
import { UPDATE_GATES, type UpdateGate } from './update-gates.ts'

type Check = UpdateCheck<ChannelPackage>

const VERSIONS = ['1.0.0', '1.5.0-rc.1', '1.5.0', '1.8.0', '2.0.0-beta', '2.0.0', '2.1.0'] as const

function randomSituation(random: Random): { check: Check; counts: UpdateCounts; now: Date } {
  const pkg = (version: string) => ({ id: version, version, blacklisted: random.chance(0.15) })
  const some = () => random.integer(0, 4)
  return {
    check: {
      node: {
        version: random.pick(VERSIONS),
        status: random.pick([null, ...Object.values(INSTANCE_STATUS)]),
        last_update_version: random.pick([null, ...VERSIONS]),
        isTimedOut: random.chance(0.3),
      },
      isSyncer: false,
      channel: {
        target: random.chance(0.1) ? null : pkg(random.pick(VERSIONS)),
        floors: random.chance(0.5) ? [pkg('1.5.0'), pkg('1.8.0')] : [],
      },
      policy: {
        policy_updates_enabled: random.chance(0.8),
        policy_safe_mode: random.chance(0.4),
        policy_office_hours: random.chance(0.4),
        policy_timezone: random.pick(['UTC', 'Asia/Tokyo', '']),
        policy_max_updates_per_period: random.chance(0.3) ? 999_999 : random.integer(1, 4),
      },
    },
    counts: {
      ended_at_target: random.integer(0, 1),
      granted_in_last_period: some(),
      in_progress: some(),
      timed_out: some(),
    },
    now: new Date(Date.parse('2026-03-02T00:00:00Z') + random.integer(0, 7 * 24) * 3_600_000),
  }
}

/** Whether each gate lets the node pass, from docs/protocol.md and not from the code that decides. */
function passes(
  { check: { node, channel, policy }, counts, now }: ReturnType<typeof randomSituation>,
  gate: UpdateGate,
) {
  const { target, floors } = channel
  const { downloading, downloaded, installed, updateGranted } = INSTANCE_STATUS
  const isHolding = node.status === updateGranted
  const next = floors
    .filter(
      ({ version }) =>
        compareVersions(version, node.version) > 0 &&
        compareVersions(version, target?.version.split('-')[0] ?? '') <= 0,
    )
    .toSorted((a, b) => compareVersions(a.version, b.version))[0]
  const isLimited = policy.policy_safe_mode || policy.policy_max_updates_per_period < 900_000
  const limit =
    policy.policy_safe_mode && counts.ended_at_target === 0 ? 1 : policy.policy_max_updates_per_period
  const conditions: Record<UpdateGate, boolean> = {
    silent: true,
    'no-group': true,
    'update-in-progress':
      node.isTimedOut || ![downloading, downloaded, installed].some((status) => status === node.status),
    'no-package': target !== null,
    'held-grant':
      !isHolding ||
      (target?.blacklisted === false &&
        node.last_update_version !== null &&
        compareVersions(node.version, node.last_update_version) < 0 &&
        compareVersions((next ?? target).version, node.version) >= 0),
    'up-to-date': target !== null && compareVersions(node.version, target.version) < 0,
    blacklisted: (next ?? target)?.blacklisted === false,
    'updates-disabled': policy.policy_updates_enabled,
    'outside-office-hours': !policy.policy_office_hours || isWithinOfficeHours(policy.policy_timezone, now),
    'max-updates-per-period': !isLimited || counts.granted_in_last_period < limit,
    'max-concurrent-updates': !isLimited || counts.in_progress < limit,
    'max-timed-out-updates': !policy.policy_safe_mode || counts.timed_out < limit,
  }
  return conditions[gate]
}

const explain = ({ check, counts, now }: ReturnType<typeof randomSituation>) =>
  explainDecision(decideUpdate(check, now), check.policy, counts)

/** The states of all gates by the rules: what follows a grant that the node holds is never asked. */
function expectedStates(situation: ReturnType<typeof randomSituation>) {
  const isHolding = situation.check.node.status === INSTANCE_STATUS.updateGranted
  const end = isHolding ? UPDATE_GATES.indexOf('held-grant') : UPDATE_GATES.length - 1
  const closed = UPDATE_GATES.findIndex((gate, place) => place <= end && !passes(situation, gate))
  const last = closed === -1 ? end : closed
  return UPDATE_GATES.map((_, place) =>
    place === closed ? 'blocked' : place <= last ? 'passed' : 'not-reached',
  )
}

test('in 10,000 situations, the gates that the explanation passes and the one that blocks are those of the rules', () => {
  const random = createRandom('gates')
  const wrong = Array.from({ length: 10_000 }, () => randomSituation(random)).filter((situation) => {
    const { gates } = explain(situation)
    return gates.map(({ state }) => state).join() !== expectedStates(situation).join()
  })
  expect(wrong).toEqual([])
})

const below: Check = {
  node: { version: '1.0.0', status: null, last_update_version: null, isTimedOut: false },
  isSyncer: false,
  channel: { target: { id: 't', version: '2.0.0', blacklisted: false }, floors: [] },
  policy: {
    policy_updates_enabled: true,
    policy_safe_mode: false,
    policy_office_hours: false,
    policy_timezone: 'UTC',
    policy_max_updates_per_period: 20,
  },
}
const noon = new Date('2026-03-04T12:00:00Z')
const counts = { ended_at_target: 1, granted_in_last_period: 20, in_progress: 3, timed_out: 0 }

test('a limit has its numbers: 20 of 20 granted', () => {
  const { gates, outcome } = explainDecision(decideUpdate(below, noon), below.policy, counts)
  expect(outcome).toBe('on-hold')
  expect(gates.find(({ gate }) => gate === 'max-updates-per-period')).toEqual({
    gate: 'max-updates-per-period',
    state: 'blocked',
    count: 20,
    limit: 20,
  })
  expect(gates.at(-1)).toMatchObject({ state: 'not-reached', count: null })
})

test('safe mode’s first node is the limit of one', () => {
  const policy = { ...below.policy, policy_safe_mode: true }
  const first = { ...counts, ended_at_target: 0, granted_in_last_period: 1 }
  const { gates } = explainDecision(decideUpdate({ ...below, policy }, noon), policy, first)
  expect(gates.find(({ state }) => state === 'blocked')).toMatchObject({ count: 1, limit: 1 })
})

test('where the counts are not reported, the limits are unknown and the node may get its update', () => {
  const { outcome, blockedBy, gates, packages } = explainDecision(
    decideUpdate(below, noon),
    below.policy,
    null,
  )
  expect({ outcome, blockedBy, next: packages?.[0].version }).toEqual({
    outcome: 'unknown',
    blockedBy: null,
    next: '2.0.0',
  })
  expect(gates.filter(({ state }) => state === 'unknown').map(({ gate }) => gate)).toEqual([
    'max-updates-per-period',
    'max-concurrent-updates',
    'max-timed-out-updates',
  ])
})

test('a node without a group is blocked there', () => {
  expect(explainDecision(null, null, null)).toMatchObject({ outcome: 'refused', blockedBy: 'no-group' })
})
