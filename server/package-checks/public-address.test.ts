import { expect, test } from 'vitest'
import { createAddressGuard, guardedLookup } from './public-address.ts'

const isPublic = createAddressGuard([])

test.each(['93.184.215.14', '8.8.8.8', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'])(
  '%s is public',
  (address) => {
    expect(isPublic(address)).toBe(true)
  },
)

test.each([
  '127.0.0.1',
  '127.8.8.8',
  '0.0.0.0',
  '10.1.2.3',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '192.0.2.1',
  '198.18.0.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  'fe80::1',
  'fd00:ec2::254',
  'ff02::1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2001:db8::1',
  'localhost',
  '2130706433',
  '',
])('%s is not', (address) => {
  expect(isPublic(address)).toBe(false)
})

test('networks of mirrors are allowed besides', () => {
  const isAllowed = createAddressGuard(['10.0.0.0/8', 'fd00::/8'])
  expect(['10.9.9.9', 'fd00::1', '8.8.8.8'].map(isAllowed)).toEqual([true, true, true])
  expect(['192.168.0.1', '127.0.0.1'].map(isAllowed)).toEqual([false, false])
})

const resolveLocalhost = (networks: string[]) =>
  new Promise((done) => {
    guardedLookup(createAddressGuard(networks))('localhost', { all: true }, (error, found) =>
      done(error ? error.message : found),
    )
  })

test('a name that resolves to a private address is refused', async () => {
  expect(await resolveLocalhost([])).toBe('localhost is not a public address')
  expect(await resolveLocalhost(['127.0.0.1'])).toEqual([{ address: '127.0.0.1', family: 4 }])
})
