import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { simulatedNodeHeaders } from './simulated-node-address.ts'
import { createActorIdentifier } from './identify-actor.ts'

const identifyActor = createActorIdentifier(['10.0.0.0/8', 'fd00::1'])

function actorOf(remoteAddress: string, headers: Record<string, string | string[]>) {
  const socket = new Socket()
  Object.defineProperty(socket, 'remoteAddress', { value: remoteAddress })
  return identifyActor({ socket, headers })
}

test.each(['x-forwarded-user', 'x-forwarded-preferred-username', 'x-forwarded-email', 'remote-user'])(
  'a trusted proxy sends the name in %s',
  (header) => {
    for (const address of ['10.1.2.3', '::ffff:10.1.2.3', 'fd00::1'])
      expect(actorOf(address, { [header]: ' ada ' })).toBe('ada')
  },
)

test('a name from anyone else is ignored', () => {
  for (const address of ['192.0.2.1', '127.0.0.1', 'fd00::2', ''])
    expect(actorOf(address, { 'x-forwarded-user': 'ada', 'x-forwarded-for': '10.1.2.3' })).toBe('local')
})

test('without a name the actor is local; a repeated header, which may be the client’s, is ignored', () => {
  expect(actorOf('10.1.2.3', {})).toBe('local')
  expect(actorOf('10.1.2.3', { 'x-forwarded-user': 'eve, ada' })).toBe('local')
  expect(actorOf('10.1.2.3', { 'x-forwarded-user': ['eve', 'ada'] })).toBe('local')
})

test('an empty header is skipped, and a repeated one is not: a later one may be the client’s', () => {
  const others = { 'x-forwarded-email': '', 'remote-user': 'eve' }
  expect(actorOf('10.1.2.3', { 'x-forwarded-user': '', ...others })).toBe('eve')
  expect(actorOf('10.1.2.3', { 'x-forwarded-user': 'ada', ...others })).toBe('ada')
  expect(actorOf('10.1.2.3', { 'x-forwarded-user': 'ada, eve', ...others })).toBe('local')
})

test('a name may be in any script, and is cut to one line of 200 characters', () => {
  const utf8 = Buffer.from('Зоя').toString('latin1')
  expect(actorOf('10.1.2.3', { 'x-forwarded-user': utf8 })).toBe('Зоя')
  expect(actorOf('10.1.2.3', { 'x-forwarded-user': 'Jos\u00E9' })).toBe('José')
  expect(actorOf('10.1.2.3', { 'x-forwarded-user': `a\tb${'c'.repeat(999)}` })).toHaveLength(200)
})

test('the demo is identified by the key of this process, and no other', () => {
  const socket = new Socket()
  const actor = (headers: Record<string, string>) => createActorIdentifier([])({ socket, headers })
  expect(actor(simulatedNodeHeaders('127.0.0.1'))).toBe('demo')
  expect(actor({ 'x-simulated-node': 'guess 127.0.0.1' })).toBe('local')
  expect(actor({ 'x-simulated-node': '' })).toBe('local')
})
