import { useQuery } from '@tanstack/react-query'
import { applicationsQuery } from '#src/api/applications.ts'
import { type GroupRef, groupQuery } from '#src/api/groups.ts'
import { findApplication } from '#src/domain/catalogue/find-application.ts'

/**
 * A group and the name of its application. The list of applications, which the shell reads anyway, holds
 * the group too: it is asked for by itself only when the list is old, or doesn't have it.
 */
export function useGroup(ref: GroupRef) {
  const applications = useQuery(applicationsQuery())
  const application = findApplication(applications.data, ref.applicationId)
  const listed = application?.groups?.find(({ id }) => id === ref.groupId)
  const group = useQuery({
    ...groupQuery(ref),
    enabled: !applications.isPending,
    ...(listed && { initialData: listed, initialDataUpdatedAt: applications.dataUpdatedAt }),
  })
  return { group, applicationName: application?.name }
}
