import { expect, test } from 'vitest'
import { ERROR_CODE_CASES } from './error-code-cases.ts'
import { baseErrorCode, isRollbackError } from './error-code.ts'

test.each(ERROR_CODE_CASES)('“$sent” without its flags is “$base”', ({ sent, base }) => {
  expect(baseErrorCode(sent)).toBe(base)
})

test.each(ERROR_CODE_CASES)('whether “$sent” is a rollback: $isRollback', ({ sent, isRollback }) => {
  expect(isRollbackError(sent)).toBe(isRollback)
})

test('a failure without a code is no rollback', () => {
  expect(isRollbackError(null)).toBe(false)
})
