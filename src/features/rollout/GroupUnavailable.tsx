import { Button } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { Group } from '#contract/group.ts'
import { routes } from '#src/routes/routes.ts'
import { ErrorState } from '#src/ui/ErrorState.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { PageHeading } from '#src/ui/PageHeading.tsx'
import { LoadingLines } from '#src/ui/QueryPanel.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import styles from './GroupUnavailable.module.css'

/** In place of a group's page when the server has no such group. */
export function NoSuchGroup() {
  return (
    <>
      <PageHeading title="There is no such group" />
      <p className={styles['words']}>
        It may have been deleted, or the address is mistyped.{' '}
        <Link to={routes.fleet.url()}>Go to the fleet</Link>
      </p>
    </>
  )
}

/** In place of a group's page until the group is there. */
export function GroupLoading({ query }: { query: UseQueryResult<Group> }) {
  return (
    <>
      <PageHeading title={routes.group.title} />
      {query.isError ? (
        <ErrorState
          title="The group could not be loaded."
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

/** Above a group's page when what it shows of the group is old. */
export function GroupOutdated({ query }: { query: UseQueryResult<Group> }) {
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
      The group could not be refreshed: {query.error.message} Its policy and target were read{' '}
      <RelativeTime time={query.dataUpdatedAt} />.
    </Notice>
  )
}
