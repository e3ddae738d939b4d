import type { ReactNode } from 'react'
import { useParams } from 'react-router'
import * as z from 'zod/mini'
import type { Group } from '#contract/group.ts'
import { uuid } from '#contract/primitives.ts'
import { isNotFound } from '#src/api/api-error.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { GroupLoading, GroupOutdated, NoSuchGroup } from '#src/features/rollout/GroupUnavailable.tsx'
import { useGroup } from '#src/features/rollout/use-group.ts'

export interface GroupRouteProps {
  groupRef: GroupRef
  group: Group
  applicationName: string | undefined
}

/** A page that is about the group of the URL, once that is known. */
export function GroupRoute({ children }: { children: (props: GroupRouteProps) => ReactNode }) {
  const { applicationId = '', groupId = '' } = useParams()
  const groupRef = { applicationId, groupId }
  const { group, applicationName } = useGroup(groupRef)
  // A server may fail on an id that can't be one.
  const isId = z.safeParse(uuid, groupId).success
  if (!isId || isNotFound(group.error)) return <NoSuchGroup />
  if (!group.data) return <GroupLoading query={group} />
  return (
    <>
      <GroupOutdated query={group} />
      {children({ groupRef, group: group.data, applicationName })}
    </>
  )
}
