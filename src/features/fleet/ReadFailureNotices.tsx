import { Button } from '@mantine/core'
import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { applicationsQuery } from '#src/api/applications.ts'
import { fleetSummaryQuery } from '#src/api/fleet-summary.ts'
import { groupKey, refOfGroup } from '#src/api/groups.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import type { FleetRow, ReadFailure } from './fleet-row.ts'
import styles from './FleetTable.module.css'

/** Below the row of a group whose stats could not be read. */
export function ReadFailureNotice({ row: { group, failure } }: { row: FleetRow }) {
  if (!failure) return null
  const keys = [groupKey(refOfGroup(group)), fleetSummaryQuery().queryKey]
  return (
    <Notice tone="bad" actions={<RetryButton queryKeys={keys} isRetrying={failure.isRetrying} />}>
      Failed to read the numbers of <bdi>{group.name}</bdi>: {failure.message}
      <LastRead time={failure.lastReadAt} />
    </Notice>
  )
}

/** Above the table when every group has failed, instead of a notice below every row. */
export function AllReadsFailedNotice({ rows }: { rows: readonly FleetRow[] }) {
  const failures = rows.flatMap(({ failure }) => failure ?? [])
  const isRetrying = failures.some(({ isRetrying }) => isRetrying)
  return (
    <div className={styles['notice']}>
      <Notice
        tone="bad"
        live
        actions={<RetryButton queryKeys={[applicationsQuery().queryKey]} isRetrying={isRetrying} />}
      >
        Failed to read the numbers of all groups: {failures[0]?.message}
        <LastRead time={oldestLastRead(failures)} />
      </Notice>
    </div>
  )
}

function RetryButton({ queryKeys, isRetrying }: { queryKeys: readonly QueryKey[]; isRetrying: boolean }) {
  const client = useQueryClient()
  const retry = () => {
    for (const queryKey of queryKeys) void client.refetchQueries({ queryKey, type: 'active' })
  }
  return (
    <Button size="compact-xs" variant="default" onClick={retry} loading={isRetrying}>
      Retry
    </Button>
  )
}

function oldestLastRead(failures: readonly ReadFailure[]): number | null {
  const times = failures.flatMap(({ lastReadAt }) => lastReadAt ?? [])
  return times.length === 0 ? null : Math.min(...times)
}

function LastRead({ time }: { time: number | null }) {
  if (time === null) return null
  return (
    <>
      {' '}
      The numbers shown are from <RelativeTime time={time} />.
    </>
  )
}
