import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { applicationsQuery } from '#src/api/applications.ts'
import { fleetSummaryQuery } from '#src/api/fleet-summary.ts'
import { groupKey } from '#src/api/groups.ts'
import type { FleetRow, RowFailure } from './fleet-row.ts'
import { Notice } from '#src/ui/Notice.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'
import styles from './FleetTable.module.css'

/** Below the row of a group whose numbers could not be read. */
export function ReadFailureNotice({ row: { application, group, failure } }: { row: FleetRow }) {
  const queryClient = useQueryClient()
  if (!failure) return null
  const retry = () => {
    const keys = [
      groupKey({ applicationId: application.id, groupId: group.id }),
      fleetSummaryQuery().queryKey,
    ]
    for (const queryKey of keys) void queryClient.refetchQueries({ queryKey, type: 'active' })
  }
  return (
    <Notice
      tone="bad"
      actions={
        <Button size="compact-xs" variant="default" onClick={retry} loading={failure.retrying}>
          Retry
        </Button>
      }
    >
      The numbers of {group.name} could not be read: {failure.message}
      <NumbersFrom time={failure.numbersFrom} />
    </Notice>
  )
}

/** Above the table, once, instead of below every row. */
export function AllReadsFailedNotice({ rows }: { rows: readonly FleetRow[] }) {
  const queryClient = useQueryClient()
  const failures = rows.flatMap(({ failure }) => failure ?? [])
  const numbersFrom = oldest(failures)
  return (
    <div className={styles['notice']}>
      <Notice
        tone="bad"
        live
        actions={
          <Button
            size="compact-xs"
            variant="default"
            onClick={() =>
              void queryClient.refetchQueries({ queryKey: applicationsQuery().queryKey, type: 'active' })
            }
            loading={failures.some(({ retrying }) => retrying)}
          >
            Retry
          </Button>
        }
      >
        The numbers of no group could be read: {failures[0]?.message}
        <NumbersFrom time={numbersFrom} />
      </Notice>
    </div>
  )
}

function oldest(failures: readonly RowFailure[]): number | null {
  const times = failures.flatMap(({ numbersFrom }) => numbersFrom ?? [])
  return times.length === 0 ? null : Math.min(...times)
}

function NumbersFrom({ time }: { time: number | null }) {
  if (time === null) return null
  return (
    <>
      {' '}
      What is shown was read <RelativeTime time={time} />.
    </>
  )
}
