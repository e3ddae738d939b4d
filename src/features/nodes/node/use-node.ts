import { useQuery } from '@tanstack/react-query'
import { isInProgress } from '#contract/instance-status.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { instanceQuery, instancesQuery } from '#src/api/instances.ts'
import { nodePollMs, nodeRecordQuery } from '#src/api/node-record.ts'
import { isSilent, lastReport, recordedReport } from './last-report.ts'

/** The smallest page a server returns. */
const PER_PAGE = 10

/**
 * A node, its last report, and its record in all applications, which is null where the update server has none: there, a
 * silent node's report takes a search of the group's list.
 * @param applicationId the application's own id; undefined while it loads
 */
export function useNode(ref: GroupRef, instanceId: string, applicationId: string | undefined) {
  const record = useQuery(nodeRecordQuery(ref, instanceId))
  const instance = useQuery({
    ...instanceQuery(ref, instanceId),
    refetchInterval: ({ state }) => nodePollMs(isInProgress(state.data?.application.status ?? null)),
  })
  const needsList = record.data === null && instance.data !== undefined && isSilent(instance.data)
  const listed = useQuery({
    ...instancesQuery(ref, {
      duration: '30d',
      page: 1,
      perPage: PER_PAGE,
      searchField: 'id',
      searchValue: instanceId,
    }),
    enabled: needsList,
    refetchInterval: nodePollMs(false),
  })
  const recorded = record.data ? recordedReport(record.data, applicationId) : undefined
  const report = lastReport(instance.data, needsList ? listed.data?.instances : undefined, recorded)
  return { instance, listed, record, lastReport: report }
}
