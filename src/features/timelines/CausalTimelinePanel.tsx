import { useMemo } from 'react'
import { type Duration, DURATION_MS } from '#contract/duration.ts'
import type { Group } from '#contract/group.ts'
import { officeHoursFrom } from '#contract/office-hours.ts'
import type { GroupRef } from '#src/api/groups.ts'
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
      <VersionTimelinePanel {...{ groupRef, group, range, causes, shaded }} />
      {shaded.length > 0 && (
        <p className={styles['note']}>
          Paler: outside the office hours of the present policy (Monday to Friday 9–17 {policy_timezone}).
        </p>
      )}
    </div>
  )
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
