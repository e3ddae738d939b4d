import { formatTime } from '#src/lib/format-time.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import type { LastReport } from './last-report.ts'

/** Warns that the node is silent, and since when. */
export function SilenceNotice({ lastReport }: { lastReport: LastReport }) {
  if (lastReport.kind === 'silent') {
    const since = lastReport.application.last_check_for_updates
    return (
      <Notice tone="waiting">
        Silent since {formatTime(Date.parse(since))} (<RelativeTime time={since} />
        ): the node has not checked in for more than a day, so the group’s numbers exclude it. This page shows
        its last report.
      </Notice>
    )
  }
  if (lastReport.kind === 'expired') {
    return (
      <Notice tone="waiting">
        Silent for more than 30 days: the node has not checked in to this group within that time, so the
        server no longer returns its last report.
      </Notice>
    )
  }
  return null
}
