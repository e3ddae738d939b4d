/**
 * What a write through our server may say beside its body, in two headers that a Nebraska takes no notice of. Both
 * are percent-encoded, since a header holds no other letters than ASCII.
 */
export const REASON_HEADER = 'platte-reason'
export const EXPECTED_HEADER = 'platte-expected'

export interface WriteNote {
  /** Why, in the operator's words, for the journal. */
  reason?: string
  /**
   * Fields of what is written, as the operator saw them: `null` and empty text are the same. Where one of them is no
   * longer so, our server changes nothing and refuses with 409 and the code `CHANGED_MEANWHILE`.
   */
  expected?: object
}

export const CHANGED_MEANWHILE = 'changed-meanwhile'

export const LONGEST_REASON = 500

/** The headers that carry a note; none for an empty one. */
export function headersOfNote({ reason, expected }: WriteNote): Record<string, string> {
  return {
    ...(reason && { [REASON_HEADER]: encodeURIComponent(reason) }),
    ...(expected && { [EXPECTED_HEADER]: encodeURIComponent(JSON.stringify(expected)) }),
  }
}

/** Whether every field is as it was seen. */
export const isAsExpected = (expected: object, found: object): boolean => {
  const values = new Map(Object.entries(found))
  return Object.entries(expected).every(([field, seen]) => (seen || null) === (values.get(field) || null))
}
