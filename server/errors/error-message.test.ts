import { expect, test } from 'vitest'
import { errorMessage } from './error-message.ts'

test('the message of a host with two addresses names each failure once', () => {
  const [first, second] = [new Error('connect ECONNREFUSED ::1'), new Error('connect ECONNREFUSED 127.0.0.1')]
  expect(errorMessage(new AggregateError([first, second, first]))).toBe(
    'connect ECONNREFUSED ::1, connect ECONNREFUSED 127.0.0.1',
  )
})
