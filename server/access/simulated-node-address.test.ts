import { expect, test } from 'vitest'
import { simulatedNodeAddress, simulatedNodeHeaders } from './simulated-node-address.ts'

test('a node of this process comes from the address that it says', () => {
  expect(simulatedNodeAddress(simulatedNodeHeaders('10.16.0.7'))).toBe('10.16.0.7')
})

test('nobody else can make up an address', () => {
  const [entry] = Object.entries(simulatedNodeHeaders('10.16.0.7'))
  const [header, value] = entry ?? ['', '']
  expect(simulatedNodeAddress({})).toBeNull()
  expect(simulatedNodeAddress({ 'x-forwarded-for': '10.16.0.7' })).toBeNull()
  expect(simulatedNodeAddress({ [header]: '10.16.0.7' })).toBeNull()
  expect(simulatedNodeAddress({ [header]: ' 10.16.0.7' })).toBeNull()
  expect(simulatedNodeAddress({ [header]: `x${value}` })).toBeNull()
})
