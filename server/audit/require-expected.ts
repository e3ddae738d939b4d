import { CHANGED_MEANWHILE, unexpectedFields } from '#contract/write-context.ts'
import { HttpError } from '#server/http/http-error.ts'
import type { Write } from './audit-context.ts'

/**
 * Refuses a write (409) whose operator saw something else than what is there now.
 * @param found as it is under the lock that the write holds; null where there is nothing
 */
export function requireExpected({ expected }: Pick<Write, 'expected'>, found: object | null): void {
  if (expected === null) return
  const fields = unexpectedFields(expected, found ?? {})
  if (fields.length === 0) return
  const now = new Map(Object.entries(found ?? {}))
  const seen = new Map(Object.entries(expected))
  const changes = fields.map((field) => ({
    field,
    message: `${field} is ${inWords(now.get(field))} now, and was ${inWords(seen.get(field))}`,
  }))
  throw new HttpError(
    409,
    CHANGED_MEANWHILE,
    `It was changed meanwhile (${changes.map(({ message }) => message).join('; ')}), so nothing was written: read it again, then decide.`,
    changes,
  )
}

const LONGEST_VALUE = 100

function inWords(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'none'
  const text = JSON.stringify(value)
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text
}
