/**
 * What a write through our server may say beside its body, in two headers that a Nebraska takes no notice of. Both
 * are percent-encoded, since a header holds no other letters than ASCII.
 */
export const REASON_HEADER = 'platte-reason'
export const EXPECTED_HEADER = 'platte-expected'

export interface WriteContext {
  /** Why, in the operator's words, for the audit log. */
  reason?: string
  /**
   * Fields of what is written, as the operator saw them: `null`, `false` and what is empty are the same. Where one of them is no
   * longer so, our server changes nothing and refuses with 409 and the code `CHANGED_MEANWHILE`.
   */
  expected?: object
}

export const CHANGED_MEANWHILE = 'changed-meanwhile'

export const LONGEST_REASON = 500

/** The headers that carry a note; none for an empty one. */
export function writeContextHeaders({ reason, expected }: WriteContext): Record<string, string> {
  return {
    ...(reason && { [REASON_HEADER]: encodeURIComponent(reason) }),
    ...(expected && { [EXPECTED_HEADER]: encodeURIComponent(JSON.stringify(expected)) }),
  }
}

/** The fields that are no longer as they were seen. */
export const unexpectedFields = (expected: object, found: object): string[] => {
  const values = new Map(Object.entries(found))
  return Object.entries(expected).flatMap(([field, seen]) =>
    isSameValue(seen, values.get(field)) ? [] : field,
  )
}

/** Whether every field is as it was seen. */
export const isAsExpected = (expected: object, found: object): boolean =>
  unexpectedFields(expected, found).length === 0

/** Values of JSON, where nothing has several spellings and the order of an object's fields counts for nothing. */
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
