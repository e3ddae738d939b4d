import { expect, test } from 'vitest'
import type { RefusedCheckIn } from '#contract/refused-check-in.ts'
import { describeRefusal, refusedMachine } from './describe-refusal.ts'

const REFUSED: RefusedCheckIn = {
  id: 'r1',
  address: '10.0.0.7',
  instance_id: 'n1',
  alias: '',
  application: 'io.example.Kiosk',
  track: 'stable',
  board: 'amd64-usr',
  version: '1.0.0',
  sent: '',
  cause: 'unknown-track',
  suggested_track: null,
  first_ts: '2026-03-04T12:00:00.000Z',
  last_ts: '2026-03-04T12:00:00.000Z',
  times: 1,
}

const quoted = (sent: string) =>
  describeRefusal({ ...REFUSED, cause: 'quoted-value', instance_id: '', track: '', sent })

test('the line for a quoted alias or track is the sent one, without quotation marks', () => {
  const alias = quoted('<app appid="{x}" track="stable" machineid="n1" machinealias=""rack 7 slot 2"">')
  expect(alias).toMatchObject({
    cause: 'The alias has quotation marks, which end the attribute too early.',
    line: 'MACHINE_ALIAS=rack 7 slot 2',
  })
  expect(quoted(`<app machinealias="" track=''beta'' machineid="n1">`).line).toBe('GROUP=beta')
  expect(quoted('<app machinealias="" oem=""azure"">').line).toBeNull()
})

test('a track sent with quotation marks names them as the cause', () => {
  const track = '"stable"'
  expect(describeRefusal({ ...REFUSED, track, suggested_track: 'stable' })).toEqual({
    cause: 'The track was sent with quotation marks; a group has “stable” without them.',
    nextStep: 'Remove the quotation marks on the machine.',
    line: 'GROUP=stable',
  })
  expect(describeRefusal({ ...REFUSED, track }).line).toBe('GROUP=stable')
  expect(describeRefusal({ ...REFUSED, track: 'Stable', suggested_track: 'stable' }).nextStep).toBe(
    'Write the track on the machine exactly as the group has it.',
  )
})

test('a machine whose request was not parsed has the id and alias of its text', () => {
  const sent = '<app appid="{x}" machineid="{N1}" machinealias=""rack 7"" track="">'
  expect(refusedMachine({ ...REFUSED, instance_id: '', sent })).toEqual({ id: '{N1}', alias: 'rack 7' })
  expect(refusedMachine({ ...REFUSED, instance_id: '', sent: '{"request":{}}' })).toEqual({
    id: '',
    alias: '',
  })
  expect(refusedMachine({ ...REFUSED, instance_id: '..', alias: 'odd' })).toEqual({ id: '..', alias: 'odd' })
})
