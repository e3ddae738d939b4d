import { CHANGED_MEANWHILE, unexpectedFields } from '#contract/write-context.ts'
import { HttpError } from '#server/http/http-error.ts'
import type { AuditContext } from './audit-context.ts'

/**
 * Refuses a write (409) whose operator saw other values than the current ones.
 * @param current the resource under the lock that the write holds; null where there is none
 */
export function requireExpected({ expected }: Pick<AuditContext, 'expected'>, current: object | null): void {
  if (expected === null) return
  const fields = unexpectedFields(expected, current ?? {})
  if (fields.length === 0) return
  const currentValues = new Map(Object.entries(current ?? {}))
  const expectedValues = new Map(Object.entries(expected))
  const changes = fields.map((field) => ({
    field,
    message: `${field} is ${inWords(currentValues.get(field))} now, and was ${inWords(expectedValues.get(field))}`,
  }))
  throw new HttpError(
    409,
    CHANGED_MEANWHILE,
    `It was changed meanwhile (${changes.map(({ message }) => message).join('; ')}), so nothing was written: read it again, then decide.`,
    changes,
  )
}

const MAX_VALUE_LENGTH = 100

function inWords(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'none'
  const text = JSON.stringify(value)
  return text.length > MAX_VALUE_LENGTH ? `${text.slice(0, MAX_VALUE_LENGTH)}…` : text
}
