import { expect, test } from 'vitest'
import { diagnoseRefusal } from './diagnose-refusal.ts'
import type { KnownGroup } from './refusal-queries.ts'
import type { Refusal } from './refusal.ts'

const APPLICATION = 'e96281a6-d1af-4bde-9a0a-97b76e56dc57'
const group = (track: string, arch: number | null): KnownGroup => ({
  application_id: APPLICATION,
  product_id: 'io.example.Kiosk',
  track,
  arch,
})
const groups = [group('stable', 1), group('stable', 2), group('lab', 1), group('attic', null)]

const refused: Refusal = {
  kind: 'no-group',
  address: '10.0.0.7',
  instance_id: 'n1',
  alias: '',
  application: `{${APPLICATION.toUpperCase()}}`,
  track: 'stable',
  arch: 1,
  board: 'amd64-usr',
  version: '1.0.0',
  sent: '',
}
const diagnose = (fields: Partial<Refusal>) => diagnoseRefusal({ ...refused, ...fields }, groups)

test.each([
  ['another application', { application: 'io.example.Nothing' }, 'unknown-application'],
  ['a board that nobody knows', { arch: null, board: 'riscv-usr' }, 'unknown-arch'],
  ['a track for another arch', { track: 'lab', arch: 2 as const }, 'other-arch'],
  ['a group without a channel', { track: 'attic' }, 'no-channel'],
  ['a group that was added since', {}, 'accepted-now'],
  ['a four-part version', { kind: 'not-registered' as const, version: '1.2.3.4' }, 'invalid-version'],
  ['an empty id', { kind: 'not-registered' as const, instance_id: '' }, 'invalid-id'],
  ['the id ..', { kind: 'not-registered' as const, instance_id: '..' }, 'invalid-id'],
  ['a long alias', { kind: 'not-registered' as const, alias: 'a'.repeat(300) }, 'too-long'],
  ['no XML', { kind: 'malformed' as const, sent: '{"request":{}}' }, 'malformed'],
])('%s is the cause', (_, fields, cause) => {
  expect(diagnose(fields)).toEqual({ cause, suggested_track: null })
})

test.each(['"stable"', 'Stable', ' "STABLE" '])('the track %j may mean a group’s', (track) => {
  expect(diagnose({ track })).toEqual({ cause: 'unknown-track', suggested_track: 'stable' })
})

test('a track that resembles none has no suggestion', () => {
  expect(diagnose({ track: 'stabel' })).toEqual({ cause: 'unknown-track', suggested_track: null })
  expect(diagnose({ track: '' })).toEqual({ cause: 'unknown-track', suggested_track: null })
})

test('quotation marks inside an attribute are found', () => {
  const sent = '<app appid="{x}" machinealias=""rack 7 slot 2"" track="stable">'
  expect(diagnose({ kind: 'malformed', sent }).cause).toBe('quoted-value')
  const fine = '<app appid="{x}" machinealias="" track="stable"><ping'
  expect(diagnose({ kind: 'malformed', sent: fine }).cause).toBe('malformed')
})
