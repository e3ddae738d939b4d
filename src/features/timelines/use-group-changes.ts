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

/** Events of which only the latest were read. */
interface CutEvents {
  kind: 'failures' | 'change'
  /** The oldest that was read, in ms. */
  from: number
  /** How many are older. */
  older: number
}

interface GroupCauses {
  events: readonly GroupEvent[]
  cut: readonly CutEvents[]
}

/** What only the history of a group shows: failures, and who changed what and why. */
export function useGroupCauses(ref: GroupRef, lengthMs: number): GroupCauses {
  const { data: status } = useQuery(platteStatusQuery())
  const failures = useQuery(groupFailuresQuery(ref))
  const filter = { application: ref.applicationId, subject: 'group', subject_id: ref.groupId }
  const audit = useQuery({ ...latestEntriesQuery(filter, MAX_CHANGES), enabled: status?.audit_log === true })
  return useMemo(() => {
    const { entries: failed, total: failedInAll } = failures.data ?? { entries: NONE, total: 0 }
    const { entries: changed, totalCount: changedInAll } = audit.data ?? { entries: NONE, totalCount: 0 }
    const events = [
      ...failureEvents(failed, lengthMs / FAILURE_RUNS, failedInAll > failed.length),
      ...changed.map(changeEvent),
    ]
    const cut = [...cutEvents('failures', failed, failedInAll), ...cutEvents('change', changed, changedInAll)]
    return { events, cut }
  }, [failures.data, audit.data, lengthMs])
}

/** @param read the latest of so many, newest first */
function cutEvents(
  kind: CutEvents['kind'],
  read: readonly { created_ts: string }[],
  total: number,
): CutEvents[] {
  const oldest = read.at(-1)
  const older = total - read.length
  return oldest !== undefined && older > 0 ? [{ kind, from: Date.parse(oldest.created_ts), older }] : []
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

const MAX_CHANGES = 100
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
