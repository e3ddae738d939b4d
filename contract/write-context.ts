/**
 * The context of a write through Platte's own server, in two headers that Nebraska ignores. Both are percent-encoded,
 * since headers are ASCII.
 */
export const REASON_HEADER = 'platte-reason'
export const EXPECTED_HEADER = 'platte-expected'

export interface WriteContext {
  /** The operator's reason, for the audit log. */
  reason?: string
  /**
   * Fields of the resource as the operator saw them; `null`, `false` and empty values are the same. If any of them has
   * changed, the server writes nothing and responds with 409 and the code `CHANGED_MEANWHILE`.
   */
  expected?: object
}

export const CHANGED_MEANWHILE = 'changed-meanwhile'

export const MAX_REASON_LENGTH = 500

/** The headers of a context; none for an empty one. */
export function writeContextHeaders({ reason, expected }: WriteContext): Record<string, string> {
  return {
    ...(reason && { [REASON_HEADER]: encodeURIComponent(reason) }),
    ...(expected && { [EXPECTED_HEADER]: encodeURIComponent(JSON.stringify(expected)) }),
  }
}

/** The fields that have changed since they were read. */
export const unexpectedFields = (expected: object, found: object): string[] => {
  const values = new Map(Object.entries(found))
  return Object.entries(expected).flatMap(([field, seen]) =>
    isSameValue(seen, values.get(field)) ? [] : field,
  )
}

/** Whether no field has changed since it was read. */
export const isAsExpected = (expected: object, found: object): boolean =>
  unexpectedFields(expected, found).length === 0

/** Whether two JSON values are the same: empty values of any kind are, and the order of fields does not matter. */
export function isSameValue(one: unknown, other: unknown): boolean {
  if (isNothing(one) || isNothing(other)) return isNothing(one) && isNothing(other)
  if (typeof one !== 'object' || typeof other !== 'object') return one === other
  const [left, right] = [new Map(Object.entries(one ?? {})), new Map(Object.entries(other ?? {}))]
  const fields = new Set([...left.keys(), ...right.keys()])
  return (
    Array.isArray(one) === Array.isArray(other) &&
    [...fields].every((field) => isSameValue(left.get(field), right.get(field)))
  )
}

const isNothing = (value: unknown) => !value || (Array.isArray(value) && value.length === 0)
