import { ACTIVITY_SEVERITY } from '#contract/activity.ts'
import type { Group } from '#contract/group.ts'
import type { EventMark, GroupEvent } from '#src/domain/rollout/group-events.ts'
import { formatDayAndClock } from '#src/lib/format-time.ts'
import { activityParams } from './activity-url.ts'
import { auditEntryUrl, resourceAuditUrl } from './audit-url.ts'
import { routes } from './routes.ts'

/**
 * Where the reader learns why a group's event happened.
 * @param hasAuditLog whether writes are recorded, who made them and why
 */
export function eventCauseUrl(event: GroupEvent, group: Group, hasAuditLog: boolean): string {
  const since = new Date(event.time).toISOString()
  const application = group.application_id
  switch (event.kind) {
    case 'channel': {
      const channel = group.channel_id ?? ''
      return hasAuditLog
        ? resourceAuditUrl('channel', channel)
        : routes.activity.url(activityParams({ application, channel, since }))
    }
    case 'change':
      return auditEntryUrl('group', group.id, event.time)
    case 'failures': {
      const severity = String(ACTIVITY_SEVERITY.error)
      return routes.activity.url(activityParams({ application, group: group.id, severity, since }))
    }
    case 'rollout-started':
    case 'rollout-finished':
      break
  }
  return routes.rollout.url({ applicationId: application, groupId: group.id })
}

/** The marks of a chart, each of which leads to the causes of its events. */
export const linkedMarks = (marks: readonly EventMark[], group: Group, hasAuditLog: boolean) =>
  marks.map(({ label, time, changes }) => ({
    label,
    time,
    links: changes.map((event) => ({
      to: eventCauseUrl(event, group, hasAuditLog),
      words: `${event.words}, ${formatDayAndClock(event.time)}`,
    })),
  }))
