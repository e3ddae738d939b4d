import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { groupKey } from '#src/api/groups.ts'
import { fleetColumns } from '#src/features/fleet/fleet-columns.tsx'
import type { FleetRow } from '#src/features/fleet/fleet-row.ts'
import { FLEET_COLUMNS, type FleetSearch, filterFleet } from '#src/features/fleet/fleet-search.ts'
import type { Sort } from '#src/lib/sort.ts'
import { DataTable } from '#src/ui/DataTable.tsx'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { RelativeTime } from '#src/ui/RelativeTime.tsx'

interface FleetTableProps {
  rows: readonly FleetRow[]
  search: FleetSearch
  onSearch: (search: FleetSearch) => void
}

/** Every group of every application, one a row. */
export function FleetTable({ rows, search, onSearch }: FleetTableProps) {
  const shown = filterFleet(rows, search.filter)
  const sortBy = ({ column, descending }: Sort) => {
    const known = FLEET_COLUMNS.find((name) => name === column)
    if (known) onSearch({ ...search, sort: { column: known, descending } })
  }
  return (
    <DataTable
      label="Groups of the fleet"
      columns={fleetColumns}
      rows={shown}
      rowId={({ group }) => group.id}
      sort={search.sort}
      onSortChange={sortBy}
      rowNotice={rowNotice}
      narrow="stack"
      empty={
        <EmptyState
          title="No group matches"
          actions={
            <Button size="xs" variant="default" onClick={() => onSearch({ ...search, filter: '' })}>
              Show all groups
            </Button>
          }
        >
          Every word of “{search.filter}” must occur in a group’s names, channel, versions or state.
        </EmptyState>
      }
    />
  )
}

const rowNotice = (row: FleetRow) => row.failure && <RowFailureNotice row={row} />

function RowFailureNotice({ row: { application, group, failure } }: { row: FleetRow }) {
  const queryClient = useQueryClient()
  if (!failure) return null
  const retry = () =>
    void queryClient.refetchQueries({
      queryKey: groupKey({ applicationId: application.id, groupId: group.id }),
      type: 'active',
    })
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
      {failure.numbersFrom !== null && (
        <>
          {' '}
          What is shown was read <RelativeTime time={failure.numbersFrom} />.
        </>
      )}
    </Notice>
  )
}
