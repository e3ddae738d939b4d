import { Link } from 'react-router'
import type { Group } from '#contract/group.ts'
import type { Instance } from '#contract/instance.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { routes } from '#src/routes/routes.ts'
import { Notice } from '#src/ui/Notice.tsx'

interface MovedNoticeProps {
  groupRef: GroupRef
  instanceId: string
  reported: Instance['application'] | null
  /** The group that it checks in with; undefined where there is no such group, null while the groups load. */
  group: Group | null | undefined
}

/** Says that the node checks in with another group than that of the URL, or that its group is gone. */
export function MovedNotice({ groupRef, instanceId, reported, group }: MovedNoticeProps) {
  if (reported === null || reported.group_id === groupRef.groupId) return null
  const { group_id: groupId } = reported
  if (groupId === null)
    return (
      <Notice tone="waiting">
        The node’s group was deleted, and it has not checked in with another one.
      </Notice>
    )
  return (
    <Notice tone="neutral">
      The node has moved to{' '}
      <Link to={routes.node.url({ applicationId: groupRef.applicationId, groupId, instanceId })}>
        <bdi>{group?.name ?? groupId}</bdi>
      </Link>
      .
    </Notice>
  )
}
