import { expect, test } from 'vitest'
import { simulatedNodeAddress, simulatedNodeHeaders } from './simulated-node-address.ts'

test('a simulated node has the address that it sends', () => {
  expect(simulatedNodeAddress(simulatedNodeHeaders('10.16.0.7'))).toBe('10.16.0.7')
})

test('a request without the key can’t set an address', () => {
  const [entry] = Object.entries(simulatedNodeHeaders('10.16.0.7'))
  const [header, value] = entry ?? ['', '']
  expect(simulatedNodeAddress({})).toBeNull()
  expect(simulatedNodeAddress({ 'x-forwarded-for': '10.16.0.7' })).toBeNull()
  expect(simulatedNodeAddress({ [header]: '10.16.0.7' })).toBeNull()
  expect(simulatedNodeAddress({ [header]: ' 10.16.0.7' })).toBeNull()
  expect(simulatedNodeAddress({ [header]: `x${value}` })).toBeNull()
})
