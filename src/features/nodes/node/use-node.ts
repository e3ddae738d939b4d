import { useQuery } from '@tanstack/react-query'
import type { GroupRef } from '#src/api/groups.ts'
import { instanceQuery, instancesQuery } from '#src/api/instances.ts'
import { isSilent, lastReport } from './last-report.ts'

/** The smallest page a server returns. */
const PER_PAGE = 10

/** A node and its last report; a silent node's report takes a second request. */
export function useNode(ref: GroupRef, instanceId: string) {
  const instance = useQuery(instanceQuery(ref, instanceId))
  const listed = useQuery({
    ...instancesQuery(ref, {
      duration: '30d',
      page: 1,
      perPage: PER_PAGE,
      searchField: 'id',
      searchValue: instanceId,
    }),
    enabled: instance.data !== undefined && isSilent(instance.data),
  })
  return { instance, listed, lastReport: lastReport(instance.data, listed.data?.instances) }
}
