import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Application } from '#contract/application.ts'
import { applicationsQuery } from '#src/api/applications.ts'
import { type GroupRef, groupQuery } from '#src/api/groups.ts'
import { findApplication } from '#src/domain/catalogue/find-application.ts'

/**
 * A group and the name of its application. Both are requested at the same time; the list of applications contains the
 * group too, and fills it in where the list is cached already.
 */
export function useGroup(ref: GroupRef) {
  const queryClient = useQueryClient()
  const { data: applications } = useQuery(applicationsQuery())
  const listKey = applicationsQuery().queryKey
  const group = useQuery({
    ...groupQuery(ref),
    initialData: () => findGroup(queryClient.getQueryData(listKey), ref),
    initialDataUpdatedAt: () => queryClient.getQueryState(listKey)?.dataUpdatedAt,
  })
  return { group, applicationName: findApplication(applications, ref.applicationId)?.name }
}

const findGroup = (applications: readonly Application[] | undefined, { applicationId, groupId }: GroupRef) =>
  findApplication(applications, applicationId)?.groups?.find(({ id }) => id === groupId)
