import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { AuditEntry } from '#contract/audit-log.ts'
import { groupActivityQuery, groupFailuresQuery } from '#src/api/activity.ts'
import { latestEntriesQuery } from '#src/api/audit-log.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { describeAuditEntry } from '#src/domain/audit/describe-audit-entry.ts'
import { eventMarks, failureEvents, type GroupEvent, groupEvents } from '#src/domain/rollout/group-events.ts'
import { isolateText } from '#src/lib/isolate-text.ts'

const NONE: never[] = []

/** Times of a chart's first and last points, in ms; undefined without points. */
interface ChartSpan {
  from: number | undefined
  to: number | undefined
}

/** What only the history of a group shows: failures, and who changed what and why. */
export function useGroupCauses(ref: GroupRef, lengthMs: number): readonly GroupEvent[] {
  const { data: status } = useQuery(platteStatusQuery())
  const failures = useQuery(groupFailuresQuery(ref))
  const filter = { application: ref.applicationId, subject: 'group', subject_id: ref.groupId }
  const audit = useQuery({ ...latestEntriesQuery(filter, MOST_CHANGES), enabled: status?.audit_log === true })
  return useMemo(
    () => [
      ...failureEvents(failures.data ?? NONE, lengthMs / FAILURE_RUNS),
      ...(audit.data?.entries ?? NONE).map(changeEvent),
    ],
    [failures.data, audit.data, lengthMs],
  )
}

function changeEvent(entry: AuditEntry): GroupEvent {
  const { verb } = describeAuditEntry(entry, NONE)
  const reason = entry.reason === '' ? '' : `: “${isolateText(entry.reason)}”`
  return {
    id: `change ${entry.id}`,
    kind: 'change',
    time: Date.parse(entry.created_ts),
    version: '',
    words: `${isolateText(entry.actor)} ${verb.replace(/ it\b/, ' the group')}${reason}`,
  }
}

const MOST_CHANGES = 100
/** Failures within this part of the chart are one event. */
const FAILURE_RUNS = 25

/**
 * The changes in a group within the span of a chart. `marks` stays the same array until something changes.
 * @param causes more events; keep it the same array
 */
export function useGroupChanges(
  ref: GroupRef,
  channelId: string | null,
  { from, to }: ChartSpan,
  causes: readonly GroupEvent[] = NONE,
) {
  const activity = useQuery(groupActivityQuery(ref, channelId))
  const changes = useMemo(
    () => [...groupEvents(activity.data ?? NONE), ...causes].toSorted((a, b) => a.time - b.time),
    [activity.data, causes],
  )
  const marks = useMemo(
    () => (from === undefined || to === undefined ? NONE : eventMarks(changes, from, to)),
    [changes, from, to],
  )
  return { activity, marks }
}
