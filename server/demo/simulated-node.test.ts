import { expect, test } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '#contract/time-units.ts'
import { nodeRequest } from './node-request.ts'
import { type NodeResponse, UPDATE_IN_PROGRESS } from './node-response.ts'
import { createRandom, type Random } from '#contract/random.ts'
import { advanceNode, type NodeTraits, type SimulatedNode } from './simulated-node.ts'
import { ERROR_CODE } from './update-failure.ts'

const NO_UPDATE: NodeResponse = { kind: 'no-update' }
const UPDATE: NodeResponse = { kind: 'update', version: '2.0.0' }

const flatcar: NodeTraits = { isFlatcar: true, rebootsHeldFrom: null, diskBreaksAt: null }
const idle = (version = '1.0.0'): SimulatedNode => ({
  version,
  phase: { kind: 'idle' },
  nextContactAt: 0,
  failures: 0,
})

/** A random source with which no update fails, or every update fails in the first listed way. */
const randomWith = (fails: boolean): Random => ({
  ...createRandom('simulated-node'),
  chance: () => fails,
  pickWeighted: (list) => list[0][1],
})

/** Lets the node contact the server `contacts` times; returns its requests in short form and its last state. */
function run(
  node: SimulatedNode,
  traits: NodeTraits,
  respond: (isCheck: boolean) => NodeResponse,
  contacts: number,
  random = randomWith(false),
) {
  const requests: string[] = []
  let state = node
  for (let i = 0; i < contacts; i++) {
    const request = nodeRequest(state, traits)
    const { event, check, version } = request
    const content = event ? `${event.type}/${event.result}` : check ? 'check' : 'ping'
    requests.push(`${version} ${content}${event?.error_code ? ` ${event.error_code}` : ''}`)
    const now = state.nextContactAt
    state = advanceNode(state, respond(check), { traits, now, random })
    expect(state.nextContactAt).toBeGreaterThan(now)
  }
  return { requests, node: state }
}

const grantOnce = () => {
  let granted = false
  return (isCheck: boolean): NodeResponse => {
    if (!isCheck || granted) return NO_UPDATE
    granted = true
    return UPDATE
  }
}

test('a machine downloads, installs, reboots and reports its previous version', () => {
  const { requests, node } = run(idle(), flatcar, grantOnce(), 7)
  expect(requests).toEqual([
    '1.0.0 check',
    '1.0.0 13/1',
    '1.0.0 14/1',
    '1.0.0 3/1',
    '1.0.0 ping',
    '2.0.0 3/2',
    '2.0.0 check',
  ])
  expect(node).toMatchObject({ version: '2.0.0', phase: { kind: 'idle' } })
  const booting: SimulatedNode = {
    ...idle(),
    phase: { kind: 'rebooting', target: '2.0.0', failure: null },
  }
  expect(nodeRequest(booting, flatcar)).toMatchObject({
    check: true,
    ping: true,
    event: { previous_version: '1.0.0' },
  })
})

test('a container installs and is complete without a reboot', () => {
  const { requests, node } = run(idle(), { ...flatcar, isFlatcar: false }, grantOnce(), 6)
  expect(requests).toEqual([
    '1.0.0 check',
    '1.0.0 13/1',
    '1.0.0 14/1',
    '1.0.0 800/1',
    '1.0.0 3/1',
    '2.0.0 check',
  ])
  expect(node.version).toBe('2.0.0')
})

test('an update takes a machine a few minutes', () => {
  const { node } = run(idle(), flatcar, grantOnce(), 6)
  expect(node.nextContactAt).toBeGreaterThan(2 * MINUTE_MS)
  expect(node.nextContactAt).toBeLessThan(9 * MINUTE_MS)
})

test('an interrupted download is reported as update_engine does, and retried much later', () => {
  const { requests, node } = run(idle(), flatcar, grantOnce(), 3, randomWith(true))
  expect(requests.at(-1)).toBe(`1.0.0 3/0 ${2 ** 28 + 9}`)
  expect(node).toMatchObject({ version: '1.0.0', phase: { kind: 'idle' }, failures: 1 })
  expect(node.nextContactAt).toBeGreaterThan(20 * MINUTE_MS)
})

test('a machine whose updates keep failing checks less and less often', () => {
  const { node } = run(idle(), flatcar, (isCheck) => (isCheck ? UPDATE : NO_UPDATE), 30, randomWith(true))
  expect(node.failures).toBe(10)
  expect(node.nextContactAt).toBeGreaterThan(20 * HOUR_MS)
  expect(node.nextContactAt).toBeLessThan(100 * HOUR_MS)
})

test('every update fails once the disk is broken', () => {
  const broken = { ...flatcar, diskBreaksAt: 0 }
  const { requests, node } = run(idle(), broken, grantOnce(), 4)
  expect(requests.at(-1)).toBe(`1.0.0 3/0 ${ERROR_CODE.rootFilesystemMismatch}`)
  expect(node.version).toBe('1.0.0')
})

test('a machine that boots its old version reports the failure with its next check', () => {
  const failure = { during: 'rebooting', error_code: ERROR_CODE.rolledBack } as const
  const booting: SimulatedNode = { ...idle(), phase: { kind: 'rebooting', target: '2.0.0', failure } }
  expect(nodeRequest(booting, flatcar)).toMatchObject({
    version: '1.0.0',
    check: true,
    event: { type: 3, result: 0, error_code: 44 },
  })
  expect(run(booting, flatcar, () => NO_UPDATE, 1).node).toMatchObject({ version: '1.0.0', failures: 1 })
  expect(run(booting, flatcar, () => UPDATE, 1).node.phase).toMatchObject({ kind: 'starting' })
})

test('a machine that may not reboot only pings', () => {
  const held = { ...flatcar, rebootsHeldFrom: 0 }
  const { requests, node } = run(idle(), held, grantOnce(), 20)
  expect(new Set(requests.slice(4))).toEqual(new Set(['1.0.0 ping']))
  expect(node).toMatchObject({ version: '1.0.0', phase: { kind: 'installed' } })
})

test('a machine reports a failure when the server has an update in progress that it doesn’t have', () => {
  const { requests, node } = run(idle(), flatcar, () => ({ kind: 'error', reason: UPDATE_IN_PROGRESS }), 2)
  expect(requests).toEqual(['1.0.0 check', `1.0.0 3/0 ${ERROR_CODE.omahaResponseInvalid}`])
  expect(node.phase).toEqual({ kind: 'idle' })
})

test('a node that is refused checks again about a minute later', () => {
  const { node } = run(idle(), flatcar, () => ({ kind: 'error', reason: 'updatesDisabled' }), 1)
  expect(node.nextContactAt).toBeLessThan(1.2 * MINUTE_MS)
})

test('after a long absence a node pings before it resumes its update', () => {
  const returning: SimulatedNode = {
    ...idle(),
    phase: { kind: 'returning', to: { kind: 'downloading', target: '2.0.0', failure: null } },
  }
  expect(run(returning, flatcar, () => NO_UPDATE, 2).requests).toEqual(['1.0.0 ping', '1.0.0 14/1'])
})
