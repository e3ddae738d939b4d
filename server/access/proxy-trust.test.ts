import { expect, test } from 'vitest'
import { createProxyTrust, plainAddress } from './proxy-trust.ts'

test.each([
  ['10.0.0.1', '10.0.0.1'],
  [' 10.0.0.1 ', '10.0.0.1'],
  ['10.0.0.1:51234', '10.0.0.1'],
  ['::ffff:10.0.0.1', '10.0.0.1'],
  ['[::ffff:10.0.0.1]:80', '10.0.0.1'],
  ['2001:DB8:0:0::1', '2001:db8::1'],
  ['[2001:db8::1]', '2001:db8::1'],
  ['[2001:db8::1]:51234', '2001:db8::1'],
  ['"[2001:db8::1]:51234"', '2001:db8::1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['[fe80::1%eth0]:80', 'fe80::1'],
])('%s is the address %s', (text, address) => {
  expect(plainAddress(text)).toBe(address)
})

test.each([
  '',
  'unknown',
  '_hidden',
  '10.0.0',
  '1',
  '10.0.0.256',
  '10.0.0.1:http',
  '[2001:db8::1',
  'host:80',
])('%j is no address', (text) => {
  expect(plainAddress(text)).toBeNull()
})

test('a proxy is trusted by its address or network, also with a port', () => {
  const isTrusted = createProxyTrust(['10.0.0.0/8', 'fd00::1'])
  const addresses = ['10.1.2.3', '::ffff:10.1.2.3', '10.1.2.3:4711', 'fd00::1', '[fd00::1]:443']
  expect(addresses.filter(isTrusted)).toEqual(addresses)
  expect(['192.0.2.1', '127.0.0.1', 'fd00::2', '', 'unknown'].filter(isTrusted)).toEqual([])
})
