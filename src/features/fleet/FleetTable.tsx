import { Button } from '@mantine/core'
import { memo, useMemo } from 'react'
import { askFirst } from '#src/api/request-queue.ts'
import { compactFleetColumns, fleetColumns, type OnSwitch } from './fleet-columns.tsx'
import type { FleetRow } from './fleet-row.ts'
import { AllReadsFailedNotice, ReadFailureNotice } from './ReadFailureNotices.tsx'
import { FLEET_COLUMNS, type FleetSearch, filterFleet, WHOLE_FLEET } from './fleet-search.ts'
import type { Sort } from '#src/lib/sort.ts'
import { DataTable } from '#src/ui/DataTable.tsx'
import { EmptyState } from '#src/ui/EmptyState.tsx'

interface FleetTableProps {
  rows: readonly FleetRow[]
  search: FleetSearch
  /** The page says already that nothing here is fresh: rows needn't. */
  stale: boolean
  onSearch: (change: Partial<FleetSearch>) => void
  /** Keep it the same function: every row is drawn anew with another. */
  onSwitch: OnSwitch
}

const ATTENTION_FIRST = { column: 'state', descending: false } as const

/** Every group of every application, one a row. Drawn again only when what it gets has changed. */
export const FleetTable = memo((props: FleetTableProps) => {
  const { rows, search, stale, onSearch, onSwitch } = props
  const { compact } = search
  const columns = useMemo(() => (compact ? compactFleetColumns : fleetColumns)(onSwitch), [compact, onSwitch])
  // Said once rather than in every row.
  const allFail = rows.length > 1 && rows.every(({ failure }) => failure !== null)
  const { filter, application, arch, state } = WHOLE_FLEET
  return (
    <>
      {allFail && !stale && <AllReadsFailedNotice rows={rows} />}
      <DataTable
        label="Groups of the fleet"
        columns={columns}
        rows={filterFleet(rows, search)}
        rowId={({ group }) => group.id}
        sort={search.sort ?? ATTENTION_FIRST}
        onSortChange={({ column, descending }: Sort) => {
          const known = FLEET_COLUMNS.find((name) => name === column)
          if (known) onSearch({ sort: { column: known, descending } })
        }}
        rowNotice={allFail || stale ? undefined : rowNotice}
        onDrawn={askForFirst}
        narrow="stack"
        dense={compact}
        empty={
          <EmptyState
            title="No group matches"
            actions={
              <Button
                size="xs"
                variant="default"
                onClick={() => onSearch({ filter, application, arch, state })}
              >
                Show all groups
              </Button>
            }
          >
            {search.filter.trim() === ''
              ? 'No group is of this application and arch and in this state.'
              : `Every word of “${search.filter}” must occur in a group’s names, channel, versions or state.`}
          </EmptyState>
        }
      />
    </>
  )
})

const rowNotice = (row: FleetRow) => row.failure && <ReadFailureNotice row={row} />
const askForFirst = (rows: readonly FleetRow[]) => askFirst(rows.map(({ group }) => group.id))
