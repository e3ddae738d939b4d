import { formatTime } from '#src/lib/format-duration.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import type { LastWord } from './last-word.ts'

/** That a node hasn't been heard of, and since when. */
export function SilenceNotice({ lastWord }: { lastWord: LastWord }) {
  if (lastWord.kind === 'silent') {
    const since = lastWord.application.last_check_for_updates
    return (
      <Notice tone="waiting">
        Silent since {formatTime(Date.parse(since))} (<RelativeTime time={since} />
        ): the node has not checked in for more than a day, so the group’s numbers don’t count it. What stands
        here is what it told last.
      </Notice>
    )
  }
  if (lastWord.kind === 'lost') {
    return (
      <Notice tone="waiting">
        Silent for more than 30 days: the node has not checked in to this group within that time, and the
        server tells no more of it.
      </Notice>
    )
  }
  return null
}
