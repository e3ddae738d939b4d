import type { Instance } from '#contract/instance.ts'

/** What is known of what a node last told. */
export type LastReport =
  /** It checked in within the last day. */
  | { kind: 'heard'; application: Instance['application'] }
  /** It has been silent for longer; this is what it told last. */
  | { kind: 'silent'; application: Instance['application'] }
  /** It was not heard in this group within 30 days. */
  | { kind: 'lost' }
  /** The server hasn't answered yet. */
  | { kind: 'unknown' }

/** Of a node that has been silent for more than a day the server tells an application of empty strings. */
export const isSilent = ({ application }: Instance): boolean => application.application_id === ''

/**
 * @param instance as the server tells it alone
 * @param listed nodes of the last 30 days, where it is looked up when it is silent; undefined until they are there
 */
export function lastReport(
  instance: Instance | undefined,
  listed: readonly Instance[] | undefined,
): LastReport {
  if (!instance) return { kind: 'unknown' }
  if (!isSilent(instance)) return { kind: 'heard', application: instance.application }
  if (!listed) return { kind: 'unknown' }
  // The search finds a part of an id too.
  const row = listed.find(({ id }) => id === instance.id)
  return row ? { kind: 'silent', application: row.application } : { kind: 'lost' }
}
