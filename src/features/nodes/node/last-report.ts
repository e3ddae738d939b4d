import type { Instance } from '#contract/instance.ts'

/** What is known of a node's last report to the server. */
export type LastReport =
  /** It has checked in within the last 24 hours. */
  | { kind: 'current'; application: Instance['application'] }
  /** It has been silent for longer, and this is its last report. */
  | { kind: 'silent'; application: Instance['application'] }
  /** It has not checked in to this group within 30 days. */
  | { kind: 'expired' }
  /** The server has not answered yet. */
  | { kind: 'loading' }

/** The server returns a node that has been silent for more than a day with an application of empty strings. */
export const isSilent = ({ application }: Instance): boolean => application.application_id === ''

/**
 * @param instance the node as its own endpoint returns it
 * @param listed the group's nodes of the last 30 days, which still have a silent node's report
 */
export function lastReport(
  instance: Instance | undefined,
  listed: readonly Instance[] | undefined,
): LastReport {
  if (!instance) return { kind: 'loading' }
  if (!isSilent(instance)) return { kind: 'current', application: instance.application }
  if (!listed) return { kind: 'loading' }
  // The search also finds nodes whose ID contains this one.
  const row = listed.find(({ id }) => id === instance.id)
  return row ? { kind: 'silent', application: row.application } : { kind: 'expired' }
}
