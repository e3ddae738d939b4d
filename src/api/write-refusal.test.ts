import { expect, test } from 'vitest'
import { WriteRefusal } from './write-refusal.ts'

test('a server that refuses the first write refuses them all, as far as is known', () => {
  const refusal = new WriteRefusal()
  const told: (string | null)[] = []
  const unsubscribe = refusal.subscribe(() => told.push(refusal.message()))
  refusal.recordForbidden('This is an edge.')
  refusal.recordForbidden('This is an edge.')
  expect(told).toEqual(['This is an edge.'])
  refusal.recordWritten()
  expect(told).toEqual(['This is an edge.', null])
  unsubscribe()
})

test('one that took another write refuses the one alone', () => {
  const refusal = new WriteRefusal()
  refusal.recordWritten()
  refusal.recordForbidden('Only the night shift may do this.')
  expect(refusal.message()).toBeNull()
})
