import { useMemo } from 'react'
import { Link } from 'react-router'
import { ACTIVITY_SEVERITY } from '#contract/activity.ts'
import { type Duration, DURATION_MS } from '#contract/duration.ts'
import type { Group } from '#contract/group.ts'
import { officeHoursFrom } from '#contract/office-hours.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { formatNumber } from '#src/lib/format-number.ts'
import { formatDayAndClock } from '#src/lib/format-time.ts'
import { activityParams } from '#src/routes/activity-url.ts'
import { resourceAuditUrl } from '#src/routes/audit-url.ts'
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
  const now = useMinute()
  const { policy_office_hours, policy_timezone } = group
  const shaded = useMemo(
    () => (policy_office_hours ? closedHours(policy_timezone, now - DURATION_MS[range].window, now) : []),
    [policy_office_hours, policy_timezone, range, now],
  )
  return (
    <div className={styles['causal']}>
      <VersionTimelinePanel {...{ groupRef, group, range, causes: causes.events, shaded }} />
      {causes.cut
        .filter(({ from }) => from > now - DURATION_MS[range].window)
        .map(({ kind, from, older }) => (
          <p key={kind} className={styles['note']}>
            {kind === 'failures' ? 'Failures' : 'Changes of the group'} are marked from{' '}
            {formatDayAndClock(from)} on. <Link to={urlOfAll(kind, group)}>{formatNumber(older)} older</Link>{' '}
            {older === 1 ? 'one is' : 'ones are'} not.
          </p>
        ))}
      {shaded.length > 0 && (
        <p className={styles['note']}>
          Paler: outside the office hours of the present policy (Monday to Friday 9–17 {policy_timezone}).
        </p>
      )}
    </div>
  )
}

const urlOfAll = (kind: 'failures' | 'change', { application_id: application, id }: Group) =>
  kind === 'change'
    ? resourceAuditUrl('group', id)
    : routes.activity.url(
        activityParams({ application, group: id, severity: String(ACTIVITY_SEVERITY.error), since: '30d' }),
      )

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
