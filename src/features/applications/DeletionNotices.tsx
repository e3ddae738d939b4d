import { useQuery } from '@tanstack/react-query'
import { livePlatteStatusQuery } from '#src/api/platte-status.ts'
import { plural } from '#src/lib/format-number.ts'
import { Notice } from '#src/ui/Notice.tsx'

/** How far the removal of what deleted groups and applications left is; nothing where all of it is gone. */
export function DeletionNotices() {
  const { data: status } = useQuery(livePlatteStatusQuery())
  return status?.deletions?.map(({ subject, name, deleted_ts, nodes_left }) => (
    <Notice key={`${deleted_ts} ${name}`} tone="neutral">
      Deleted {subject} <bdi>{name}</bdi>: removing its{' '}
      {nodes_left > 0 ? `records of ${plural(nodes_left, 'node')}` : 'history'} in the background.
    </Notice>
  ))
}
