import { DAY_MS, MINUTE_MS } from '#contract/time-units.ts'
import { describe, expect, test } from 'vitest'
import { decideRegistration, type KnownMachine, type MachineFacts } from './register-node.ts'

const now = new Date('2026-03-04T12:00:00Z')
const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds)

const machine: MachineFacts = { id: 'n1', ip: '10.0.0.1', alias: '', oem: 'azure', aleph_version: '' }
const known = (lastCheck: Date, over: Partial<KnownMachine> = {}): KnownMachine => ({
  instance: { ip: '10.0.0.1', alias: 'door', oem: 'azure', aleph_version: '1.0.0' },
  node: { version: '1.0.0', group_id: 'g', last_check_for_updates: lastCheck },
  ...over,
})
const stranger: KnownMachine = { instance: null, node: null }
const decide = (state: KnownMachine, facts: Partial<MachineFacts> = {}, version = '1.0.0', group_id = 'g') =>
  decideRegistration(state, { ...machine, ...facts }, { group_id, version }, now)

const writes = (writesMachine: boolean, writesNode: boolean, isRecognised = true) => ({
  kind: 'registered',
  writesMachine,
  writesNode,
  isRecognised,
})

test('a machine that was never seen is written', () => {
  expect(decide(stranger)).toEqual(writes(true, true))
})

describe('a check-in repeated within five minutes', () => {
  const recent = known(ago(5 * MINUTE_MS))

  test('is not written', () => {
    expect(decide(recent)).toEqual(writes(false, false))
    expect(decide(known(ago(5 * MINUTE_MS + 1)))).toEqual(writes(false, true))
  })

  test('writes the node when its version or group changed', () => {
    expect(decide(recent, {}, '1.0.1')).toEqual(writes(false, true))
    expect(decide(recent, {}, '1.0.0', 'h')).toEqual(writes(false, true))
  })

  test.each([{ ip: '10.0.0.2' }, { alias: 'gate' }, { oem: 'gce' }, { aleph_version: '2.0.0' }])(
    'writes the machine alone when it tells %j',
    (news) => {
      expect(decide(recent, news)).toEqual(writes(true, false))
    },
  )

  test('takes what is left out as no news', () => {
    expect(decide(recent, { oem: '' })).toEqual(writes(false, false))
  })
})

describe('a machine that is known, but not with this application in the last day', () => {
  test('is not recognised', () => {
    expect(decide(known(now, { node: null }))).toEqual(writes(false, true, false))
    expect(decide(known(ago(DAY_MS)))).toEqual(writes(false, true, false))
    expect(decide(known(ago(DAY_MS - 1)))).toEqual(writes(false, true))
  })

  test('is recognised when it tells something new', () => {
    expect(decide(known(now, { node: null }), { ip: '10.0.0.2' })).toEqual(writes(true, true))
  })
})

describe('refuses', () => {
  const refused = { kind: 'refused' }

  test.each(['', 'latest', 'v1.0.0', '1.0', '01.0.0', '1.2.3.4', `1.0.0-${'a'.repeat(250)}`])(
    'the version %j',
    (version) => {
      expect(decide(stranger, {}, version)).toEqual(refused)
    },
  )

  test('an id that is empty or has more than 50 letters, however many bytes they take', () => {
    expect(decide(stranger, { id: '' })).toEqual(refused)
    expect(decide(stranger, { id: '🚪'.repeat(51) })).toEqual(refused)
    expect(decide(stranger, { id: '🚪'.repeat(50) })).toEqual(writes(true, true))
  })

  test.each(['alias', 'oem', 'aleph_version'])('an %s of more than 256 letters', (fact) => {
    expect(decide(stranger, { [fact]: 'é'.repeat(257) })).toEqual(refused)
    expect(decide(stranger, { [fact]: 'é'.repeat(256) })).toEqual(writes(true, true))
  })
})
