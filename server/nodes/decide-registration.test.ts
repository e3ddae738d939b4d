import { DAY_MS, MINUTE_MS } from '#contract/time-units.ts'
import { describe, expect, test } from 'vitest'
import { decideRegistration, type Identity, type KnownNode, type Machine } from './decide-registration.ts'

const now = new Date('2026-03-04T12:00:00Z')
const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds)

const machine: Machine = { id: 'n1', ip: '10.0.0.1', alias: '', oem: 'azure', aleph_version: '', boot_id: '' }
const known = (lastCheck: Date, overrides: Partial<KnownNode> = {}): KnownNode => ({
  instance: { ip: '10.0.0.1', alias: 'door', oem: 'azure', aleph_version: '1.0.0', boot_id: 'b1' },
  node: { version: '1.0.0', group_id: 'g', last_check_for_updates: lastCheck },
  ...overrides,
})
const unknown: KnownNode = { instance: null, node: null }
const decide = (state: KnownNode, changes: Partial<Machine> = {}, version = '1.0.0', group_id = 'g') =>
  decideRegistration(state, { ...machine, ...changes }, { group_id, version }, now)

const writes = (
  writesMachine: boolean,
  writesNode: boolean,
  isRecognised = true,
  before: readonly Identity[] = [],
) => ({ kind: 'registered', writesMachine, writesNode, isRecognised, before })

const earlierAddress = { kind: 'address', value: '10.0.0.1' } as const
const earlierBoot = { kind: 'boot_id', value: 'b1' } as const

test('an unknown machine is written', () => {
  expect(decide(unknown)).toEqual(writes(true, true))
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

  test('writes only the machine when its address changed, and names the one before', () => {
    expect(decide(recent, { ip: '10.0.0.2' })).toEqual(writes(true, false, true, [earlierAddress]))
  })

  test('writes only the machine when its boot id changed, and names the one before', () => {
    expect(decide(recent, { boot_id: 'b2' })).toEqual(writes(true, false, true, [earlierBoot]))
    expect(decide(recent, { boot_id: 'b1' })).toEqual(writes(false, false))
  })

  test.each([{ alias: 'gate' }, { oem: 'gce' }, { aleph_version: '2.0.0' }])(
    'writes only the machine when it reports %j',
    (change) => {
      expect(decide(recent, change)).toEqual(writes(true, false))
    },
  )

  test('ignores attributes that are left out', () => {
    expect(decide(recent, { oem: '' })).toEqual(writes(false, false))
  })
})

test('a node that checks in once a day or less often is recognised', () => {
  for (const silence of [DAY_MS - 1, DAY_MS, 100 * DAY_MS])
    expect(decide(known(ago(silence)))).toEqual(writes(false, true))
})

describe('a known machine with an application that is new on it', () => {
  test('is not recognised', () => {
    expect(decide(known(now, { node: null }))).toEqual(writes(false, true, false))
  })

  test('is recognised when an attribute changed', () => {
    expect(decide(known(now, { node: null }), { ip: '10.0.0.2' })).toEqual(
      writes(true, true, true, [earlierAddress]),
    )
  })

  test('is not recognised by a new boot id, which a Nebraska does not know', () => {
    expect(decide(known(now, { node: null }), { boot_id: 'b2' })).toEqual(
      writes(true, true, false, [earlierBoot]),
    )
  })
})

describe('refuses', () => {
  const refused = { kind: 'refused' }

  test.each(['.', '..'])('the id %j, which no URL can name', (id) => {
    expect(decide(unknown, { id })).toEqual(refused)
  })

  test.each(['', 'latest', 'v1.0.0', '1.0', '01.0.0', '1.2.3.4', `1.0.0-${'a'.repeat(250)}`])(
    'the version %j',
    (version) => {
      expect(decide(unknown, {}, version)).toEqual(refused)
    },
  )

  test('an id that is empty or longer than 50 characters, whatever its length in bytes', () => {
    expect(decide(unknown, { id: '' })).toEqual(refused)
    expect(decide(unknown, { id: '🚪'.repeat(51) })).toEqual(refused)
    expect(decide(unknown, { id: '🚪'.repeat(50) })).toEqual(writes(true, true))
  })

  test.each(['alias', 'oem', 'aleph_version'])('an %s longer than 256 characters', (fact) => {
    expect(decide(unknown, { [fact]: 'é'.repeat(257) })).toEqual(refused)
    expect(decide(unknown, { [fact]: 'é'.repeat(256) })).toEqual(writes(true, true))
  })
})
