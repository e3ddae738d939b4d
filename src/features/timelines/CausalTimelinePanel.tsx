import { useMemo } from 'react'
import { Link } from 'react-router'
import { type Duration, DURATION_MS } from '#contract/duration.ts'
import type { Group } from '#contract/group.ts'
import { officeHoursFrom } from '#contract/office-hours.ts'
import { ACTIVITY_SEVERITY } from '#contract/activity.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { usePlatteAuditLog } from '#src/api/platte-status.ts'
import type { GroupEvent } from '#src/domain/rollout/group-events.ts'
import { activityParams } from '#src/routes/activity-url.ts'
import { routes } from '#src/routes/routes.ts'
import type { TimeSpan } from '#src/ui/charts/chart-data.ts'
import { useMinute } from '#src/ui/use-now.ts'
import styles from './CausalTimelinePanel.module.css'
import { useGroupCauses } from './use-group-changes.ts'
import { VersionTimelinePanel } from './VersionTimelinePanel.tsx'

interface CausalTimelinePanelProps {
  groupRef: GroupRef
  group: Group
  range: Duration
}

/**
 * A group's versions over time with everything that changed them: channel, rollouts, failures, pauses and edits, each with a
 * link to its cause, and the office hours of the present policy.
 */
export function CausalTimelinePanel({ groupRef, group, range }: CausalTimelinePanelProps) {
  const causes = useGroupCauses(groupRef, DURATION_MS[range].window)
  const hasAuditLog = usePlatteAuditLog()
  const now = useMinute()
  const { policy_office_hours, policy_timezone } = group
  const shaded = useMemo(
    () => (policy_office_hours ? closedHours(policy_timezone, now - DURATION_MS[range].window, now) : []),
    [policy_office_hours, policy_timezone, range, now],
  )
  const renderCause = (event: GroupEvent) => {
    const url = causeOf(event, groupRef, group, hasAuditLog)
    return url === null ? event.words : <Link to={url}>{event.words}</Link>
  }
  return (
    <div className={styles['causal']}>
      <VersionTimelinePanel {...{ groupRef, group, range, causes, shaded, renderCause }} />
      {shaded.length > 0 && (
        <p className={styles['note']}>
          Paler: outside the office hours of the present policy (Monday to Friday 9–17 {policy_timezone}).
        </p>
      )}
    </div>
  )
}

const audit = (subject: string, id: string) =>
  routes.auditLog.url(new URLSearchParams({ subject, subject_id: id }))

/** Where one learns why; null where nothing is recorded. */
function causeOf(event: GroupEvent, ref: GroupRef, group: Group, hasAuditLog: boolean): string | null {
  switch (event.kind) {
    case 'channel':
      return hasAuditLog && group.channel_id !== null ? audit('channel', group.channel_id) : null
    case 'change':
      return audit('group', group.id)
    case 'failures':
      return routes.activity.url(
        activityParams({
          application: ref.applicationId,
          group: ref.groupId,
          severity: String(ACTIVITY_SEVERITY.error),
          since: new Date(event.time).toISOString(),
        }),
      )
    case 'rollout-started':
    case 'rollout-finished':
      break
  }
  return routes.rollout.url(ref)
}

/** When updates were not allowed, between two times. All in ms. */
function closedHours(timezone: string | null, from: number, to: number): TimeSpan[] {
  const spans: TimeSpan[] = []
  let closedSince = from
  for (const [opens, closes] of officeHoursFrom(timezone, from)) {
    if (opens > closedSince) spans.push({ from: closedSince, to: Math.min(opens, to) })
    closedSince = closes
    if (opens >= to) break
  }
  return spans.filter((span) => span.from < span.to)
}
