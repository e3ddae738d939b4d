import type { Instance } from '#contract/instance.ts'
import type { NodeRecord } from '#contract/node-record.ts'

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

/** The node's record of the application, in the form of the API; undefined where it never ran it. */
export function recordedReport(
  { id, applications }: NodeRecord,
  applicationId: string | undefined,
): Instance['application'] | undefined {
  const record = applications.find(({ application_id }) => application_id === applicationId)
  return (
    record && {
      instance_id: id,
      application_id: record.application_id,
      group_id: record.group_id,
      version: record.version,
      created_ts: record.first_seen_ts,
      status: record.status,
      last_check_for_updates: record.last_check_ts,
      last_update_granted_ts: record.granted_ts,
      last_update_version: record.granted_version,
      update_in_progress: record.update_in_progress,
    }
  )
}

/**
 * @param instance the node as its own endpoint returns it
 * @param listed the group's nodes of the last 30 days, which still have a silent node's report
 * @param recorded the node's report from our server, however old it is
 */
export function lastReport(
  instance: Instance | undefined,
  listed: readonly Instance[] | undefined,
  recorded?: Instance['application'],
): LastReport {
  if (!instance) return { kind: 'loading' }
  if (!isSilent(instance)) return { kind: 'current', application: instance.application }
  if (recorded) return { kind: 'silent', application: recorded }
  if (!listed) return { kind: 'loading' }
  // The search also finds nodes whose ID contains this one.
  const row = listed.find(({ id }) => id === instance.id)
  return row ? { kind: 'silent', application: row.application } : { kind: 'expired' }
}

/** The node's last report of the application; null where it is not known, or not yet. */
export const reportedApplication = (report: LastReport): Instance['application'] | null =>
  report.kind === 'current' || report.kind === 'silent' ? report.application : null
