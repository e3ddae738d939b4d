import { HOUR_MS, MINUTE_MS } from '#contract/time-units.ts'
import { expect, test } from 'vitest'
import { type NodeAnswer, nodeRequest, UPDATE_IN_PROGRESS } from './node-request.ts'
import { createRandom, type Random } from '#contract/random.ts'
import { afterAnswer, type NodeTraits, type SimulatedNode } from './simulated-node.ts'
import { ERROR_CODE } from './update-failure.ts'

const NOTHING: NodeAnswer = { kind: 'nothing' }
const UPDATE: NodeAnswer = { kind: 'update', version: '2.0.0' }

const flatcar: NodeTraits = { isFlatcar: true, rebootsHeldFrom: null, diskBreaksAt: null }
const idle = (version = '1.0.0'): SimulatedNode => ({
  version,
  phase: { kind: 'idle' },
  contactAt: 0,
  failures: 0,
})

/** A random source by which no update fails, or every one, and in the way that comes first. */
const luck = (fails: boolean): Random => ({
  ...createRandom('luck'),
  chance: () => fails,
  pickWeighted: (list) => list[0][1],
})

/** Answers the node until it has said `contacts` things; what it says is told by the event, or as a word. */
function converse(
  node: SimulatedNode,
  traits: NodeTraits,
  answers: (asked: boolean) => NodeAnswer,
  contacts: number,
  random = luck(false),
) {
  const said: string[] = []
  let state = node
  for (let i = 0; i < contacts; i++) {
    const request = nodeRequest(state, traits)
    const { event, check, version } = request
    const told = event ? `${event.type}/${event.result}` : check ? 'check' : 'ping'
    said.push(`${version} ${told}${event?.error_code ? ` ${event.error_code}` : ''}`)
    const now = state.contactAt
    state = afterAnswer(state, answers(check), { traits, now, random })
    expect(state.contactAt).toBeGreaterThan(now)
  }
  return { said, node: state }
}

const grantOnce = () => {
  let granted = false
  return (asked: boolean): NodeAnswer => {
    if (!asked || granted) return NOTHING
    granted = true
    return UPDATE
  }
}

test('a machine downloads, installs, reboots and tells the version that it came from', () => {
  const { said, node } = converse(idle(), flatcar, grantOnce(), 7)
  expect(said).toEqual([
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
    phase: { kind: 'booting', target: '2.0.0', failure: null },
  }
  expect(nodeRequest(booting, flatcar)).toMatchObject({
    check: true,
    ping: true,
    event: { previous_version: '1.0.0' },
  })
})

test('a container installs and is complete without a reboot', () => {
  const { said, node } = converse(idle(), { ...flatcar, isFlatcar: false }, grantOnce(), 6)
  expect(said).toEqual(['1.0.0 check', '1.0.0 13/1', '1.0.0 14/1', '1.0.0 800/1', '1.0.0 3/1', '2.0.0 check'])
  expect(node.version).toBe('2.0.0')
})

test('an update takes a machine a few minutes', () => {
  const { node } = converse(idle(), flatcar, grantOnce(), 6)
  expect(node.contactAt).toBeGreaterThan(2 * MINUTE_MS)
  expect(node.contactAt).toBeLessThan(9 * MINUTE_MS)
})

test('a download that breaks off is reported as update_engine does, and tried again much later', () => {
  const { said, node } = converse(idle(), flatcar, grantOnce(), 3, luck(true))
  expect(said.at(-1)).toBe(`1.0.0 3/0 ${2 ** 28 + 9}`)
  expect(node).toMatchObject({ version: '1.0.0', phase: { kind: 'idle' }, failures: 1 })
  expect(node.contactAt).toBeGreaterThan(20 * MINUTE_MS)
})

test('a machine whose updates keep failing asks ever less often', () => {
  const { node } = converse(idle(), flatcar, (asked) => (asked ? UPDATE : NOTHING), 30, luck(true))
  expect(node.failures).toBe(10)
  expect(node.contactAt).toBeGreaterThan(20 * HOUR_MS)
  expect(node.contactAt).toBeLessThan(100 * HOUR_MS)
})

test('a broken disk lets no update through from then on', () => {
  const broken = { ...flatcar, diskBreaksAt: 0 }
  const { said, node } = converse(idle(), broken, grantOnce(), 4)
  expect(said.at(-1)).toBe(`1.0.0 3/0 ${ERROR_CODE.rootFilesystemMismatch}`)
  expect(node.version).toBe('1.0.0')
})

test('a machine that comes up on its old version says so with its next check', () => {
  const failure = { during: 'booting', error_code: ERROR_CODE.rolledBack } as const
  const booting: SimulatedNode = { ...idle(), phase: { kind: 'booting', target: '2.0.0', failure } }
  expect(nodeRequest(booting, flatcar)).toMatchObject({
    version: '1.0.0',
    check: true,
    event: { type: 3, result: 0, error_code: 44 },
  })
  expect(converse(booting, flatcar, () => NOTHING, 1).node).toMatchObject({ version: '1.0.0', failures: 1 })
  expect(converse(booting, flatcar, () => UPDATE, 1).node.phase).toMatchObject({ kind: 'fetching' })
})

test('a machine that may not reboot only says that it is there', () => {
  const held = { ...flatcar, rebootsHeldFrom: 0 }
  const { said, node } = converse(idle(), held, grantOnce(), 20)
  expect(new Set(said.slice(4))).toEqual(new Set(['1.0.0 ping']))
  expect(node).toMatchObject({ version: '1.0.0', phase: { kind: 'installed' } })
})

test('a machine that is told of an update which it knows nothing of reports that', () => {
  const { said, node } = converse(idle(), flatcar, () => ({ kind: 'refusal', reason: UPDATE_IN_PROGRESS }), 2)
  expect(said).toEqual(['1.0.0 check', `1.0.0 3/0 ${ERROR_CODE.omahaResponseInvalid}`])
  expect(node.phase).toEqual({ kind: 'idle' })
})

test('a node that is refused asks again within the next minute or so', () => {
  const { node } = converse(idle(), flatcar, () => ({ kind: 'refusal', reason: 'updatesDisabled' }), 1)
  expect(node.contactAt).toBeLessThan(1.2 * MINUTE_MS)
})

test('after a long absence a node says that it is there before it goes on', () => {
  const returning: SimulatedNode = {
    ...idle(),
    phase: { kind: 'returning', to: { kind: 'downloading', target: '2.0.0', failure: null } },
  }
  expect(converse(returning, flatcar, () => NOTHING, 2).said).toEqual(['1.0.0 ping', '1.0.0 14/1'])
})
