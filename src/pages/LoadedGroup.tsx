import { Button } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Group } from '#contract/group.ts'
import { isNotFound } from '#src/api/api-error.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { routes } from '#src/routes/routes.ts'
import { ErrorState } from '#src/ui/ErrorState.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { LoadingLines } from '#src/ui/QueryPanel.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
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
  if (isNotFound(group.error)) return <NotFound noun="Group" />
  if (!group.data) return <LoadingGroup query={group} />
  return (
    <>
      <OutdatedGroupNotice query={group} />
      {children({ groupRef, group: group.data, applicationName })}
    </>
  )
}

function LoadingGroup({ query }: { query: UseQueryResult<Group> }) {
  return (
    <>
      <PageHeading title={routes.group.title} />
      {query.isError ? (
        <ErrorState
          title="The group could not be loaded"
          error={query.error}
          onRetry={() => void query.refetch()}
          retrying={query.isFetching}
        />
      ) : (
        <LoadingLines label="Loading the group" />
      )}
    </>
  )
}

function OutdatedGroupNotice({ query }: { query: UseQueryResult<Group> }) {
  if (!query.isError) return null
  return (
    <Notice
      tone="waiting"
      live
      actions={
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => void query.refetch()}
          loading={query.isFetching}
        >
          Retry
        </Button>
      }
    >
      Failed to refresh the group: {query.error.message} Its policy and target were read{' '}
      <RelativeTime time={query.dataUpdatedAt} />.
    </Notice>
  )
}
