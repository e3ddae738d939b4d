import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { clientAddress } from './client-address.ts'

const from = (ip: string) => clientAddress({ ip, socket: new Socket() })

test.each([
  ['10.0.0.1', '10.0.0.1'],
  ['::ffff:10.0.0.1', '10.0.0.1'],
  ['2001:DB8:0:0::1', '2001:db8::1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['192.0.2.7:51234', '192.0.2.7'],
  ['[2001:db8::7]:51234', '2001:db8::7'],
])('%s is stored as %s', (ip, address) => {
  expect(from(ip)).toBe(address)
})

test('an invalid address is not stored', () => {
  expect(from('unknown')).toBe('0.0.0.0')
})
