import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { GroupRef } from '#src/api/groups.ts'
import { sharedIdsQuery } from '#src/api/shared-ids.ts'
import { describeSharedIds } from '#src/domain/nodes/describe-shared-ids.ts'
import { formatNumber } from '#src/lib/format-number.ts'
import { routes } from '#src/routes/routes.ts'
import { Notice } from '#src/ui/Notice.tsx'

/** Id of the notice's element. */
export const SHARED_IDS_ID = 'shared-ids'

const MAX_NAMED = 5

/** Ids that several machines report, so that their records mix. @param groupRef null for all groups */
export function SharedIdsNotice({ groupRef }: { groupRef: GroupRef | null }) {
  const { data } = useQuery(sharedIdsQuery(groupRef?.groupId ?? null))
  if (!data || data.total === 0) return null
  const named = data.nodes.slice(0, MAX_NAMED)
  return (
    <Notice tone="bad" id={SHARED_IDS_ID}>
      {describeSharedIds(data.total)}, and each machine replaces what the other reported. Give each a machine
      ID of its own:{' '}
      {named.map(({ instance_id }, index) => (
        <span key={instance_id}>
          {index > 0 && ', '}
          <Link to={routes.nodes.url(new URLSearchParams({ search: instance_id, in: 'id' }))}>
            <bdi>{instance_id}</bdi>
          </Link>
        </span>
      ))}
      {data.total > named.length && ` and ${formatNumber(data.total - named.length)} more`}.
    </Notice>
  )
}
