import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Group } from '#contract/group.ts'
import { hasFailedRead } from '#src/api/has-failed-read.ts'
import { isNotFound } from '#src/api/api-error.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { routes } from '#src/routes/routes.ts'
import { QueryError } from '#src/ui/QueryError.tsx'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { LoadingLines } from '#src/ui/QueryPanel.tsx'
import { RefreshErrorNotice } from '#src/ui/RefreshErrorNotice.tsx'
import { useLastError } from '#src/ui/use-last-error.ts'
import { NotFound } from './NotFound.tsx'
import { useGroup } from './use-group.ts'

export interface LoadedGroupProps {
  groupRef: GroupRef
  group: Group
  /** Undefined until the applications are loaded. */
  applicationName: string | undefined
}

interface Props {
  groupRef: GroupRef
  children: (loaded: LoadedGroupProps) => ReactNode
}

/** The content of a group's page once the group is loaded. */
export function LoadedGroup({ groupRef, children }: Props) {
  const { group, applicationName } = useGroup(groupRef)
  const lastError = useLastError(group)
  if (isNotFound(group.data ? group.error : lastError)) return <NotFound noun="Group" />
  if (!group.data) return <LoadingGroup query={group} />
  return (
    <>
      <RefreshErrorNotice query={group} subject="the group" />
      {children({ groupRef, group: group.data, applicationName })}
    </>
  )
}

function LoadingGroup({ query }: { query: UseQueryResult<Group> }) {
  return (
    <>
      <PageHeading title={routes.group.title} />
      {hasFailedRead(query) ? (
        <QueryError title="Failed to load the group" query={query} />
      ) : (
        <LoadingLines label="Loading the group" />
      )}
    </>
  )
}
