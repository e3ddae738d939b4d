import { Button } from '@mantine/core'
import { fleetColumns } from './fleet-columns.tsx'
import type { FleetRow } from './fleet-row.ts'
import { AllGroupsFailedNotice, GroupFailedNotice } from './FleetFailures.tsx'
import { FLEET_COLUMNS, type FleetSearch, filterFleet } from './fleet-search.ts'
import type { Sort } from '#src/lib/sort.ts'
import { DataTable } from '#src/ui/DataTable.tsx'
import { EmptyState } from '#src/ui/EmptyState.tsx'

interface FleetTableProps {
  rows: readonly FleetRow[]
  search: FleetSearch
  /** The page says already that nothing here is fresh: rows needn't. */
  stale: boolean
  onSearch: (search: FleetSearch) => void
}

/** Every group of every application, one a row. */
export function FleetTable({ rows, search, stale, onSearch }: FleetTableProps) {
  // Said once rather than in every row.
  const allFail = rows.length > 1 && rows.every(({ failure }) => failure !== null)
  const shown = filterFleet(rows, search.filter)
  const sortBy = ({ column, descending }: Sort) => {
    const known = FLEET_COLUMNS.find((name) => name === column)
    if (known) onSearch({ ...search, sort: { column: known, descending } })
  }
  return (
    <>
      {allFail && !stale && <AllGroupsFailedNotice rows={rows} />}
      <DataTable
        label="Groups of the fleet"
        columns={fleetColumns}
        rows={shown}
        rowId={({ group }) => group.id}
        sort={search.sort}
        onSortChange={sortBy}
        rowNotice={allFail || stale ? undefined : rowNotice}
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
    </>
  )
}

const rowNotice = (row: FleetRow) => row.failure && <GroupFailedNotice row={row} />
